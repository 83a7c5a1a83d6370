import { anchorOf } from "../../lib/markdown/anchorOf.ts";
import type { Inline } from "../../lib/markdown/markdownTree.ts";
import { drawAllPlaces } from "../notebook/nearPlaces.ts";
import { MarkdownImage } from "./MarkdownImage.tsx";
import styles from "./MarkdownView.module.css";
import { MathView } from "./MathView.tsx";
import { placed } from "./placed.ts";

export function MarkdownInline({ pieces }: { pieces: readonly Inline[] }) {
  return placed(pieces).map(({ key, item }) => <Piece key={key} piece={item} />);
}

function Piece({ piece }: { piece: Inline }) {
  switch (piece.type) {
    case "text":
      return piece.text;
    case "strong":
      return (
        <strong>
          <MarkdownInline pieces={piece.children} />
        </strong>
      );
    case "em":
      return (
        <em>
          <MarkdownInline pieces={piece.children} />
        </em>
      );
    case "del":
      return (
        <del>
          <MarkdownInline pieces={piece.children} />
        </del>
      );
    case "code":
    case "html":
      return <code className={styles.inlineCode}>{piece.text}</code>;
    case "math":
      return <MathView tex={piece.tex} display={false} />;
    case "break":
      return <br />;
    case "image":
      return <MarkdownImage source={piece.source} alt={piece.alt} title={piece.title} />;
    case "link":
      return <Link href={piece.href} title={piece.title} pieces={piece.children} />;
  }
}

function Link({
  href,
  title,
  pieces,
}: {
  href: string | null;
  title: string | null;
  pieces: readonly Inline[];
}) {
  const children = <MarkdownInline pieces={pieces} />;
  if (href === null) return <span title="This kind of address is not followed.">{children}</span>;
  if (href.startsWith("#")) {
    return (
      <a
        href={href}
        title={title ?? undefined}
        onClick={(event) => {
          // The page's own address stays as it is: what follows "#" there can be a whole notebook.
          event.preventDefault();
          const heading = () => document.getElementById(`md-${anchorOf(href)}`);
          // It may stand in a cell that was never near enough to be drawn.
          if (!heading()) drawAllPlaces();
          heading()?.scrollIntoView({ block: "start" });
        }}
      >
        {children}
      </a>
    );
  }
  return (
    <a href={href} title={title ?? undefined} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
