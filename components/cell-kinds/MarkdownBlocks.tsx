import type { Block, Inline, ListItem } from "../../lib/markdown/markdownTree.ts";
import { MarkdownInline } from "./MarkdownInline.tsx";
import styles from "./MarkdownView.module.css";
import { MathView } from "./MathView.tsx";
import { placed } from "./placed.ts";

export function MarkdownBlocks({ blocks }: { blocks: readonly Block[] }) {
  return placed(blocks).map(({ key, item }) => <MarkdownBlock key={key} block={item} />);
}

function MarkdownBlock({ block }: { block: Block }) {
  switch (block.type) {
    case "paragraph":
      return (
        <p>
          <MarkdownInline pieces={block.children} />
        </p>
      );
    case "line":
      return <MarkdownInline pieces={block.children} />;
    case "heading":
      return <Heading level={block.level} slug={block.slug} pieces={block.children} />;
    case "code":
      return (
        <pre className={styles.code} data-language={block.language || undefined}>
          <code>{block.text}</code>
        </pre>
      );
    case "math":
      return <MathView tex={block.tex} display />;
    case "html":
      return <pre className={styles.html}>{block.text}</pre>;
    case "quote":
      return (
        <blockquote className={styles.quote}>
          <MarkdownBlocks blocks={block.children} />
        </blockquote>
      );
    case "list":
      return <List ordered={block.ordered} start={block.start} items={block.items} />;
    case "table":
      return <Table {...block} />;
    case "rule":
      return <hr className={styles.rule} />;
  }
}

function Heading({ level, slug, pieces }: { level: number; slug: string; pieces: readonly Inline[] }) {
  const children = <MarkdownInline pieces={pieces} />;
  // Prefixed, so that no heading can take the name of something the page itself looks for.
  const id = `md-${slug}`;
  // The notebook's title is the page's one h1.
  switch (level) {
    case 1:
      return (
        <h2 id={id} data-level="1">
          {children}
        </h2>
      );
    case 2:
      return (
        <h3 id={id} data-level="2">
          {children}
        </h3>
      );
    case 3:
      return (
        <h4 id={id} data-level="3">
          {children}
        </h4>
      );
    default:
      return (
        <h5 id={id} data-level="4">
          {children}
        </h5>
      );
  }
}

function List({ ordered, start, items }: { ordered: boolean; start: number; items: readonly ListItem[] }) {
  const children = placed(items).map(({ key, item }) => (
    <li key={key} data-task={item.task === null ? undefined : ""}>
      {item.task !== null && (
        <input type="checkbox" checked={item.task} disabled aria-label={item.task ? "done" : "to do"} />
      )}
      <MarkdownBlocks blocks={item.children} />
    </li>
  ));
  return ordered ? <ol start={start}>{children}</ol> : <ul>{children}</ul>;
}

function Table({ align, header, rows }: Extract<Block, { type: "table" }>) {
  const style = (at: number) => (align[at] ? { textAlign: align[at] } : undefined);
  return (
    <div className={styles.tableScroll}>
      <table>
        <thead>
          <tr>
            {placed(header).map(({ key, item }) => (
              <th key={key} scope="col" style={style(Number(key))}>
                <MarkdownInline pieces={item} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {placed(rows).map(({ key: row, item: cells }) => (
            <tr key={row}>
              {placed(cells).map(({ key, item }) => (
                <td key={key} style={style(Number(key))}>
                  <MarkdownInline pieces={item} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
