import type { ParamValue } from "../params/param.ts";
import { tidyCell, withKind, withOption } from "./cellEdits.ts";
import type { Cell, CellId, NotebookDocument, RunMode, SourceEntry } from "./document.ts";
import { mergedCell } from "./mergeCells.ts";
import { splitCell } from "./splitCell.ts";
import { unixLineEnds } from "./unixLineEnds.ts";

/** Every edit of a notebook. One that names a cell or source that is not there changes nothing. */
export type DocumentCommand =
  /** `index` is where the first of the cells will stand; beyond the end means at the end. */
  | { type: "insert"; index: number; cells: readonly Cell[] }
  | { type: "delete"; ids: readonly CellId[] }
  /** `to` is the cell's place afterwards. */
  | { type: "move"; id: CellId; to: number }
  | { type: "setSource"; id: CellId; source: string }
  /** Takes any name; ask `checkCellName` first. */
  | { type: "setName"; id: CellId; name: string }
  /** A cell that becomes Markdown loses name and options; one that no longer is gets a free name. */
  | { type: "setKind"; id: CellId; kind: string }
  /** null removes the option. */
  | { type: "setOption"; id: CellId; key: string; value: string | null }
  /**
   * The value of an input cell; undefined goes back to its default. Changes with the same `gesture` (a drag, a key held
   * down) are one step of undo however long they take.
   */
  | { type: "setGiven"; id: CellId; value: ParamValue | undefined; gesture?: string }
  /** `at` counts characters of the source; the second part becomes a cell of its own with `newId`. */
  | { type: "split"; id: CellId; at: number; newId: CellId }
  /** The next cell's text joins this one's; this one's kind, name and options stay. */
  | { type: "mergeWithNext"; id: CellId }
  | { type: "setTitle"; title: string }
  | { type: "setRunMode"; mode: RunMode }
  /** A name as IANA has it; undefined for UTC. */
  | { type: "setTimezone"; timezone: string | undefined }
  /** A new source goes to the end, or to the place `at` among them. */
  | { type: "setSourceEntry"; name: string; entry: SourceEntry; at?: number }
  | { type: "removeSourceEntry"; name: string }
  /** The front matter as it is to stand in the file; made by lib/formats. */
  | { type: "setFrontMatter"; frontMatter: string }
  /** Puts exactly these cells in the place of `remove` cells from `index` on: what every cell edit is undone by. */
  | { type: "splice"; index: number; remove: number; cells: readonly Cell[] }
  /** Puts another document in its place, as when an older version comes back. */
  | { type: "replace"; document: NotebookDocument };

export interface Applied {
  readonly document: NotebookDocument;
  /** Applied to the new document, gives the old one back. */
  readonly inverse: DocumentCommand;
}

/** The document after an edit, and the edit that takes it back. An edit that changes nothing gives the same document. */
export function applyCommand(document: NotebookDocument, command: DocumentCommand): Applied {
  switch (command.type) {
    case "insert":
      return insert(document, command.index, command.cells);
    case "delete":
      return remove(document, new Set(command.ids));
    case "move":
      return move(document, command.id, command.to);
    case "setSource":
      return edit(document, command.id, (cell) => ({ ...cell, source: unixLineEnds(command.source) }));
    case "setName":
      return edit(document, command.id, (cell) =>
        cell.kind === "md" ? cell : { ...cell, name: command.name },
      );
    case "setKind":
      return edit(document, command.id, (cell) => withKind(document, cell, command.kind));
    case "setOption":
      return edit(document, command.id, (cell) => withOption(cell, command.key, command.value));
    case "setGiven":
      return edit(document, command.id, ({ given: _, ...cell }) =>
        command.value === undefined ? cell : { ...cell, given: command.value },
      );
    case "split":
      return replace(
        document,
        command.id,
        1,
        ([cell]) => cell && splitCell(document, cell, command.at, command.newId),
      );
    case "mergeWithNext":
      return replace(document, command.id, 2, ([cell, next]) => cell && next && [mergedCell(cell, next)]);
    case "setTitle": {
      // A title is one line, in the toolbar as in the file.
      const title = command.title.replace(/[\r\n\u2028\u2029]+/g, " ");
      return {
        document: title === document.title ? document : { ...document, title },
        inverse: { type: "setTitle", title: document.title },
      };
    }
    case "setRunMode": {
      const run = command.mode === "automatic" ? command.mode : undefined;
      return {
        document: run === document.run ? document : { ...document, run },
        inverse: { type: "setRunMode", mode: document.run ?? "lazy" },
      };
    }
    case "setTimezone": {
      const { timezone } = command;
      return {
        document: timezone === document.timezone ? document : { ...document, timezone },
        inverse: { type: "setTimezone", timezone: document.timezone },
      };
    }
    case "setSourceEntry":
      return setSourceEntry(document, command.name, command.entry, command.at);
    case "removeSourceEntry":
      return removeSourceEntry(document, command.name);
    case "setFrontMatter": {
      const { frontMatter } = command;
      return {
        document: frontMatter === document.frontMatter ? document : { ...document, frontMatter },
        inverse: { type: "setFrontMatter", frontMatter: document.frontMatter },
      };
    }
    case "splice":
      return splice(document, command.index, command.remove, command.cells);
    case "replace":
      return { document: command.document, inverse: { type: "replace", document } };
  }
}

function splice(document: NotebookDocument, index: number, count: number, cells: readonly Cell[]): Applied {
  const at = Math.min(Math.max(index, 0), document.cells.length);
  const removed = document.cells.slice(at, at + count);
  const inverse: DocumentCommand = { type: "splice", index: at, remove: cells.length, cells: removed };
  if (removed.length === cells.length && removed.every((cell, i) => cell === cells[i]))
    return { document, inverse };
  const changed = [...document.cells.slice(0, at), ...cells, ...document.cells.slice(at + removed.length)];
  return { document: { ...document, cells: changed }, inverse };
}

function insert(document: NotebookDocument, index: number, cells: readonly Cell[]): Applied {
  const known = new Set(document.cells.map((cell) => cell.id));
  const tidied: Cell[] = [];
  let withEarlier = document;
  for (const cell of cells) {
    if (known.has(cell.id)) throw new Error(`The notebook already has a cell with the id ${cell.id}.`);
    known.add(cell.id);
    const tidy = tidyCell(withEarlier, cell);
    tidied.push(tidy);
    withEarlier = { ...withEarlier, cells: [...withEarlier.cells, tidy] };
  }
  return splice(document, index, 0, tidied);
}

function remove(document: NotebookDocument, ids: ReadonlySet<CellId>): Applied {
  const first = document.cells.findIndex((cell) => ids.has(cell.id));
  if (first < 0) return splice(document, 0, 0, []);
  const last = document.cells.findLastIndex((cell) => ids.has(cell.id));
  const kept = document.cells.slice(first, last + 1).filter((cell) => !ids.has(cell.id));
  return splice(document, first, last + 1 - first, kept);
}

function move(document: NotebookDocument, id: CellId, to: number): Applied {
  const from = document.cells.findIndex((cell) => cell.id === id);
  const cell = document.cells[from];
  const target = Math.min(Math.max(to, 0), document.cells.length - 1);
  if (!cell || target === from) return splice(document, 0, 0, []);
  const start = Math.min(from, target);
  const passed = document.cells.slice(start, Math.max(from, target) + 1).filter((other) => other !== cell);
  const moved = target < from ? [cell, ...passed] : [...passed, cell];
  return splice(document, start, moved.length, moved);
}

/** Replaces `count` cells from the one with this id on; `make` answers undefined where there is nothing to do. */
function replace(
  document: NotebookDocument,
  id: CellId,
  count: number,
  make: (cells: readonly Cell[]) => readonly Cell[] | undefined,
): Applied {
  const index = document.cells.findIndex((cell) => cell.id === id);
  const made = index < 0 ? undefined : make(document.cells.slice(index, index + count));
  return made === undefined ? splice(document, 0, 0, []) : splice(document, index, count, made);
}

function edit(document: NotebookDocument, id: CellId, change: (cell: Cell) => Cell): Applied {
  return replace(document, id, 1, ([cell]) => {
    if (!cell) return undefined;
    const changed = change(cell);
    const isSame =
      changed.kind === cell.kind &&
      changed.name === cell.name &&
      changed.source === cell.source &&
      changed.options === cell.options &&
      changed.given === cell.given;
    return [isSame ? cell : changed];
  });
}

function setSourceEntry(document: NotebookDocument, name: string, entry: SourceEntry, at?: number): Applied {
  const before = Object.hasOwn(document.sources, name) ? document.sources[name] : undefined;
  const inverse: DocumentCommand =
    before === undefined
      ? { type: "removeSourceEntry", name }
      : { type: "setSourceEntry", name, entry: before };
  if (before === entry) return { document, inverse };
  const entries = Object.entries(document.sources);
  const place = before === undefined ? (at ?? entries.length) : entries.length;
  const sources = Object.fromEntries([...entries.slice(0, place), [name, entry], ...entries.slice(place)]);
  return { document: { ...document, sources }, inverse };
}

function removeSourceEntry(document: NotebookDocument, name: string): Applied {
  const before = Object.hasOwn(document.sources, name) ? document.sources[name] : undefined;
  if (before === undefined) return { document, inverse: { type: "removeSourceEntry", name } };
  const entries = Object.entries(document.sources);
  const at = entries.findIndex(([key]) => key === name);
  const sources = Object.fromEntries(entries.filter(([key]) => key !== name));
  // Its place too: the front matter lists sources in their order.
  return { document: { ...document, sources }, inverse: { type: "setSourceEntry", name, entry: before, at } };
}
