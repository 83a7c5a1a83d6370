import type { Cell } from "../../lib/notebook/document.ts";
import type { CellKind } from "./cellKind.ts";
import { MarkdownView } from "./MarkdownView.tsx";

export const mdKind: CellKind = {
  kind: "md",
  label: "Text",
  short: "Text",
  editorLanguage: "markdown",
  runnable: false,
  insertable: true,
  Preview: MarkdownPreview,
};

function MarkdownPreview({ cell }: { cell: Cell }) {
  return <MarkdownView text={cell.source} />;
}
