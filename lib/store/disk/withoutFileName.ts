import { withoutEnding } from "../../formats/notebookFormat.ts";
import type { NotebookDocument } from "../../notebook/document.ts";

/** A file that says no title is called by its name, which then need not be written into it. */
export function withoutFileName(document: NotebookDocument, name: string): NotebookDocument {
  const { title, frontMatter } = document;
  const saysMore = !/^(---\neider: 1\ntitle: .*\n---\s*)?$/.test(frontMatter);
  return title !== withoutEnding(name) || saysMore ? document : { ...document, title: "", frontMatter: "" };
}
