import { ImageDown } from "lucide-react";
import { createElement, useState } from "react";
import type { PictureSource } from "../../lib/markdown/markdownTree.ts";
import { useExtras } from "../ui/AppContext.tsx";
import styles from "./MarkdownView.module.css";

/** A picture within the text is drawn; one from elsewhere only after its reader asks, since asking tells its host. */
export function MarkdownImage({
  source,
  alt,
  title,
}: {
  source: PictureSource;
  alt: string;
  title: string | null;
}) {
  const { loadImage } = useExtras();
  const [loaded, setLoaded] = useState<{ url: string; address: string } | null>(null);
  const [refused, setRefused] = useState(false);
  if (source === null)
    return <span className={styles.noPicture}>{alt || "picture"} (this kind of picture is not shown)</span>;
  const address =
    source.kind === "inline" ? source.dataUrl : loaded?.url === source.url ? loaded.address : null;
  // Not next/image: there is no server that could make the picture smaller.
  if (address !== null) return createElement("img", { src: address, alt, title: title ?? undefined });
  if (source.kind === "inline") return null;
  const { url, host } = source;
  if (!loadImage || refused) {
    return (
      <a className={styles.picture} href={url} target="_blank" rel="noopener noreferrer">
        <ImageDown aria-hidden="true" />
        {refused
          ? `${host} did not give the picture; open it in a new tab`
          : `Open the picture${named(alt)} at ${host}`}
      </a>
    );
  }
  return (
    <button
      type="button"
      className={styles.picture}
      onClick={() => {
        void loadImage(url).then((answer) => {
          if (answer === null) setRefused(true);
          else setLoaded({ url, address: answer });
        });
      }}
    >
      <ImageDown aria-hidden="true" />
      {`Load the picture${named(alt)} from ${host}`}
    </button>
  );
}

function named(alt: string): string {
  return alt === "" ? "" : ` “${alt}”`;
}
