import { uniqueCellName } from "./cellNames.ts";
import type { Cell, NotebookDocument } from "./document.ts";
import { unixLineEnds } from "./unixLineEnds.ts";

/** What can stand as a kind or an option's key in a fence's info string: one word without `=`, quotes or fence marks. */
const plainWord = /^[^\s="`~\\]+$/;

/** A cell as the document holds it: LF line ends, no name for Markdown, a name for every other kind. */
export function tidyCell(document: NotebookDocument, cell: Cell): Cell {
  requireWord(cell.kind, "kind");
  for (const key of Object.keys(cell.options)) requireKey(key);
  const name = nameFor(document, cell.kind, cell.name);
  const source = unixLineEnds(cell.source);
  return name === cell.name && source === cell.source ? cell : { ...cell, name, source };
}

/** The cell as another kind. */
export function withKind(document: NotebookDocument, cell: Cell, kind: string): Cell {
  if (kind === cell.kind) return cell;
  requireWord(kind, "kind");
  return {
    ...cell,
    kind,
    name: nameFor(document, kind, cell.name),
    options: kind === "md" ? {} : cell.options,
  };
}

/** The cell with an option set, or removed where `value` is null; the other options keep their order. */
export function withOption(cell: Cell, key: string, value: string | null): Cell {
  requireKey(key);
  const before = Object.hasOwn(cell.options, key) ? cell.options[key] : null;
  if (before === value) return cell;
  const entries = Object.entries(cell.options);
  const options = value === null ? entries.filter(([other]) => other !== key) : [...entries, [key, value]];
  return { ...cell, options: Object.fromEntries(options) };
}

function nameFor(document: NotebookDocument, kind: string, name: string): string {
  if (kind === "md") return "";
  return name === "" ? uniqueCellName(document) : name;
}

function requireKey(key: string): void {
  requireWord(key, "option");
  if (key === "name") throw new Error('A cell\'s name is not an option; set it with "setName".');
}

function requireWord(word: string, what: string): void {
  if (!plainWord.test(word))
    throw new Error(`${JSON.stringify(word)} cannot be a cell's ${what}: it must be one plain word.`);
}
