import type { Outcome } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import { type NameHint, nameCells } from "../cellNaming.ts";
import { importedCell } from "../importedCell.ts";
import type { ImportedNotebook } from "../importedNotebook.ts";
import { parseInfo } from "../infoString.ts";
import { type NotebookFront, parseFront, titledFront } from "../keptFront.ts";
import { isBlank, lineEndOf, splitLines } from "../textLines.ts";
import { afterMark, type ScriptLanguage, uncommented } from "./scriptLanguage.ts";

interface ScriptCell {
  readonly kind: string;
  readonly name: NameHint;
  readonly options: Readonly<Record<string, string>>;
  readonly source: string;
}

/**
 * Reads a script as a notebook: a line `-- %%` (in TypeScript `// %%`) begins a cell, `[markdown]` or another kind on it
 * says that the cell is the comment that follows. A script without such lines is one cell. Blank lines around code go.
 */
export function importScript(text: string, language: ScriptLanguage): Outcome<ImportedNotebook> {
  const lines = splitLines(text.replace(/^\uFEFF/, "")).map((line) => line.text);
  const header = readHeader(lines, language, lineEndOf(text));
  const found = readCells(lines.slice(header.lines), language);
  const names = nameCells(found.map(({ name }) => name));
  const cells = found.map(({ kind, options, source }, at): Cell => {
    return importedCell({ id: `script-${at + 1}`, kind, name: names[at] ?? "", source, options });
  });
  return { ok: true, value: { document: { ...header.front, cells }, assets: null, notes: [] } };
}

/** The front matter, as a comment at the very beginning. */
function readHeader(
  lines: readonly string[],
  language: ScriptLanguage,
  lineEnd: "\n" | "\r\n",
): { front: NotebookFront; lines: number } {
  const none = { front: { ...titledFront(""), lineEnd }, lines: 0 };
  if (lines[0] === undefined || uncommented(lines[0], language) !== "---") return none;
  const close = lines.findIndex((line, at) => at > 0 && uncommented(line, language) === "---");
  const texts = lines.slice(0, close + 1).map((line) => uncommented(line, language));
  if (close < 0 || !texts.every((text) => text !== null)) return none;
  const front = parseFront(texts.map((text) => text + lineEnd).join(""));
  return front ? { front, lines: close + 1 } : none;
}

function readCells(lines: readonly string[], language: ScriptLanguage): ScriptCell[] {
  const starts = lines.flatMap((line, at) => (afterMark(line, language) === null ? [] : [at]));
  const before = codeCells(lines.slice(0, starts[0] ?? lines.length), language);
  return [
    ...before,
    ...starts.flatMap((start, index) =>
      markedCells(
        afterMark(lines[start] ?? "", language) ?? "",
        lines.slice(start + 1, starts[index + 1] ?? lines.length),
        language,
      ),
    ),
  ];
}

/** Code that no line announces: a cell, unless it is nothing but blank lines. */
function codeCells(lines: readonly string[], { kind }: ScriptLanguage): ScriptCell[] {
  const source = withoutBlankEnds(lines);
  return source === "" ? [] : [{ kind, name: null, options: {}, source }];
}

function markedCells(mark: string, lines: readonly string[], language: ScriptLanguage): ScriptCell[] {
  const { kind, ...said } = readMark(mark);
  if (kind === null) return [{ kind: language.kind, ...said, source: withoutBlankEnds(lines) }];
  const start = lines.findIndex((line) => !isBlank(line));
  const rest = lines.slice(Math.max(start, 0));
  const length = rest.findIndex((line) => uncommented(line, language) === null);
  const comment = length < 0 ? rest : rest.slice(0, length);
  const source = comment.map((line) => uncommented(line, language) ?? "").join("\n");
  const name = kind === "md" ? "none" : said.name;
  return [{ kind, options: said.options, name, source }, ...codeCells(rest.slice(comment.length), language)];
}

/** Reads `a title [kind] key=value`: all three may be missing. */
function readMark(mark: string): Omit<ScriptCell, "kind" | "source"> & { kind: string | null } {
  const words = /^(?:[ \t]*[^\s=]+(?=[ \t]|$))*/.exec(mark)?.[0] ?? "";
  const { name, options } = parseInfo(`kind ${mark.slice(words.length)}`);
  const [, kind = null] = /(?:^|[ \t])\[([^\s="`~\\]+)\](?=[ \t]|$)/.exec(words) ?? [];
  const title = words.replace(/(?:^|[ \t])\[[^\s]+\](?=[ \t]|$)/, "").trim();
  const hint: NameHint =
    name !== null && name !== "" ? { exact: name } : title === "" ? null : { wanted: title };
  return { kind: kind === "markdown" ? "md" : kind, name: hint, options };
}

/** The lines as a text, without the blank ones before and after. */
function withoutBlankEnds(lines: readonly string[]): string {
  const first = lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  return first < 0 ? "" : lines.slice(first, last + 1).join("\n");
}
