import type { Cell, NotebookDocument } from "../../notebook/document.ts";
import { hintsFor, type NameHint } from "../cellNaming.ts";
import { printInfo } from "../infoString.ts";
import { frontToKeep, titledFront } from "../keptFront.ts";
import { splitLines } from "../textLines.ts";
import { afterMark, commented, type ScriptLanguage } from "./scriptLanguage.ts";

/** The notebook as a script that runs as it is: cells of its language as code, all others as comments between them. */
export function exportScript(document: NotebookDocument, language: ScriptLanguage): string {
  const { cells, lineEnd } = document;
  const hints = hintsFor(
    cells.map(({ name }) => name),
    () => false,
  );
  const blocks = cells.map((cell, at) => cellLines(cell, hints[at] ?? null, language));
  const header = headerLines(document, language);
  const lines = [...(header.length > 0 ? [header] : []), ...blocks].flatMap((block) => [...block, ""]);
  return lines
    .slice(0, -1)
    .map((line) => line + lineEnd)
    .join("");
}

function headerLines(document: NotebookDocument, language: ScriptLanguage): string[] {
  const kept = frontToKeep(document, { ...titledFront(""), lineEnd: document.lineEnd })?.replace(
    /^\uFEFF/,
    "",
  );
  return splitLines(kept ?? "").map(({ text }) => commented(text, language));
}

function cellLines(cell: Cell, hint: NameHint, language: ScriptLanguage): string[] {
  const lines = cell.source.split("\n");
  // Code that looks as if another cell began in it can only stand as a comment.
  const isCode = cell.kind === language.kind && lines.every((line) => afterMark(line, language) === null);
  const kind = cell.kind === "md" ? "markdown" : cell.kind;
  const name = hint === null || hint === "none" ? null : "exact" in hint ? hint.exact : hint.wanted;
  const info = printInfo({ kind: "", name, options: cell.options });
  const mark = [
    `${language.comment} %%`,
    ...(isCode ? [] : [`[${kind}]`]),
    ...(info === "" ? [] : [info]),
  ].join(" ");
  if (cell.source === "") return [mark];
  return [mark, ...(isCode ? lines : lines.map((line) => commented(line, language)))];
}
