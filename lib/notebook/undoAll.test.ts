import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printNotebook } from "../formats/printNotebook.ts";
import { anyNotebook, anySource } from "../formats/testing/anyNotebook.ts";
import { asHeading, mergeCells, moveCells } from "./blockEdits.ts";
import type { DocumentCommand } from "./commands.ts";
import type { Cell, CellId, NotebookDocument } from "./document.ts";
import { createHistory, type History } from "./history.ts";

/** One thing that a person does; cells are named by their place, so that most of it meets one. */
type Deed = (document: NotebookDocument, newId: CellId) => readonly DocumentCommand[];

const place = fc.nat(7);
const cellAt = ({ cells }: NotebookDocument, at: number): CellId =>
  cells[at % Math.max(1, cells.length)]?.id ?? "";
const several = fc.array(place, { maxLength: 4 });
const idsAt = (document: NotebookDocument, places: readonly number[]) =>
  places.map((at) => cellAt(document, at));
const one = (command: DocumentCommand | null) => (command ? [command] : []);

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(place, fc.constantFrom("sql", "md", "ts", "raw"), anySource).map(
    ([index, kind, source]): Deed =>
      (_, id) => {
        const cell: Cell = { id, kind, name: "", source, options: {}, layout: null };
        return [{ type: "insert", index, cells: [cell] }];
      },
  ),
  several.map(
    (places): Deed =>
      (document) => [{ type: "delete", ids: idsAt(document, places) }],
  ),
  fc.tuple(place, place).map(
    ([at, to]): Deed =>
      (document) => [{ type: "move", id: cellAt(document, at), to }],
  ),
  fc.tuple(several, fc.option(place)).map(
    ([places, before]): Deed =>
      (document) =>
        one(moveCells(document, idsAt(document, places), before === null ? null : cellAt(document, before))),
  ),
  fc.tuple(place, anySource).map(
    ([at, source]): Deed =>
      (document) => [{ type: "setSource", id: cellAt(document, at), source }],
  ),
  fc.tuple(place, fc.constantFrom("x", "by_day", "é")).map(
    ([at, name]): Deed =>
      (document) => [{ type: "setName", id: cellAt(document, at), name }],
  ),
  fc.tuple(several, fc.constantFrom("sql", "md", "ts", "chart")).map(
    ([places, kind]): Deed =>
      (document) =>
        idsAt(document, places).map((id) => ({ type: "setKind", id, kind })),
  ),
  fc.tuple(place, fc.constantFrom("fold", "from"), fc.option(fc.constantFrom("source", "a b"))).map(
    ([at, key, value]): Deed =>
      (document) => [{ type: "setOption", id: cellAt(document, at), key, value }],
  ),
  fc.tuple(place, fc.nat(20)).map(
    ([at, cut]): Deed =>
      (document, newId) => [{ type: "split", id: cellAt(document, at), at: cut, newId }],
  ),
  several.map(
    (places): Deed =>
      (document) =>
        one(mergeCells(document, idsAt(document, places))),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 6 })).map(
    ([at, level]): Deed =>
      (document) => {
        const cell = document.cells.find(({ id }) => id === cellAt(document, at));
        if (!cell) return [];
        return [
          { type: "setKind", id: cell.id, kind: "md" },
          { type: "setSource", id: cell.id, source: asHeading(cell.source, level) },
        ];
      },
  ),
  fc.constantFrom("", "Tea", "New: title").map(
    (title): Deed =>
      () => [{ type: "setTitle", title }],
  ),
  fc
    .tuple(
      fc.constantFrom("orders", "users", "events"),
      fc.option(fc.constantFrom("file:a.csv", "file:b.csv")),
    )
    .map(
      ([name, location]): Deed =>
        () => [
          location === null
            ? { type: "removeSourceEntry", name }
            : { type: "setSourceEntry", name, entry: { location } },
        ],
    ),
);

function done(start: History, deeds: readonly Deed[], clock: { now: number }): History {
  return deeds.reduce((history, deed, at) => {
    // No two deeds run into one step, as typing does.
    clock.now += 5000;
    return history.apply(deed(history.document, `new${at}`));
  }, start);
}

function undone(history: History): History {
  let back = history;
  while (back.canUndo) back = back.undo();
  return back;
}

function redone(history: History): History {
  let on = history;
  while (on.canRedo) on = on.redo();
  return on;
}

describe("any sequence of edits", () => {
  it("undone gives the file that was opened to the byte, redone the one that was left, step by step", () => {
    fc.assert(
      fc.property(anyNotebook, fc.array(anyDeed, { maxLength: 12 }), (opened, deeds) => {
        const clock = { now: 0 };
        const end = done(createHistory(opened, { clock: () => clock.now }), deeds, clock);
        const back = undone(end);
        expect(printNotebook(back.document)).toBe(printNotebook(opened));
        expect(back.document).toEqual(opened);
        expect(printNotebook(redone(back).document)).toBe(printNotebook(end.document));
        // There and back in the middle is nothing either.
        const middle = end.undo().undo().redo().redo();
        expect(middle.document).toEqual(end.document);
      }),
      { numRuns: 250 },
    );
  });

  it("goes on after an undo as if the undone had never been", () => {
    fc.assert(
      fc.property(anyNotebook, fc.array(anyDeed), fc.array(anyDeed), (opened, first, second) => {
        const clock = { now: 0 };
        const start = createHistory(opened, { clock: () => clock.now });
        const back = undone(done(start, first, clock));
        const end = done(back, second, clock);
        expect(end.document).toEqual(done(start, second, clock).document);
        expect(printNotebook(undone(end).document)).toBe(printNotebook(opened));
      }),
      { numRuns: 50 },
    );
  });
});
