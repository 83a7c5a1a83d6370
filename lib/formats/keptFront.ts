import type { NotebookDocument } from "../notebook/document.ts";
import { NotebookParseError } from "./NotebookParseError.ts";
import { parseNotebook } from "./parseNotebook.ts";
import { printFrontMatter } from "./printFrontMatter.ts";

/** Everything of a notebook but its cells. */
export type NotebookFront = Omit<NotebookDocument, "cells">;

/** A notebook's front with a title and nothing else. */
export function titledFront(title: string): NotebookFront {
  return { title: title.replace(/\s+/g, " ").trim(), sources: {}, frontMatter: "", lineEnd: "\n" };
}

/** The front that a kept front matter stands for; null where it is none, or one of a newer Eider. */
export function parseFront(text: string): NotebookFront | null {
  try {
    const { cells, ...front } = parseNotebook(text);
    return cells.length === 0 ? front : null;
  } catch (thrown) {
    if (thrown instanceof NotebookParseError) return null;
    throw thrown;
  }
}

/** The front matter of a notebook that another format has to keep as it is; null where this front says the same. */
export function frontToKeep(document: NotebookFront, front: NotebookFront): string | null {
  const wanted = printFrontMatter(document).text;
  return printFrontMatter(front).text === wanted ? null : wanted;
}
