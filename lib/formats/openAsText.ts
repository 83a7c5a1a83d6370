import type { NotebookDocument } from "../notebook/document.ts";
import { safeFenceLength } from "./fence.ts";
import { parseNotebook } from "./parseNotebook.ts";
import { lineEndOf } from "./textLines.ts";

/** A notebook of one Markdown cell that holds any text exactly: for files that cannot be read as a notebook. */
export function openAsText(text: string): NotebookDocument {
  const lineEnd = lineEndOf(text);
  const run = "`".repeat(safeFenceLength(text, "`"));
  // After a lone CR an LF would make one line end of the two.
  const close = text.endsWith("\r") ? "\r\n" : lineEnd;
  return parseNotebook(`${run}md name=text${lineEnd}${text}${close}${run}${lineEnd}`);
}
