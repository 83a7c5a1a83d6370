import { useMemo } from "react";
import { parseMarkdown } from "../../lib/markdown/parseMarkdown.ts";
import { MarkdownBlocks } from "./MarkdownBlocks.tsx";
import styles from "./MarkdownView.module.css";
import { Note } from "./Note.tsx";

/** Markdown as page elements. Nothing in it ever becomes HTML. */
export function MarkdownView({ text }: { text: string }) {
  const { blocks, note } = useMemo(() => parseMarkdown(text), [text]);
  if (text.trim() === "")
    return <p className={styles.empty}>Empty text. Press Enter or double-click to write.</p>;
  return (
    <div className={styles.prose}>
      {note && <Note>{note}</Note>}
      <MarkdownBlocks blocks={blocks} />
    </div>
  );
}
