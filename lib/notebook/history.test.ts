import { describe, expect, it } from "vitest";
import type { NotebookDocument } from "./document.ts";
import { createHistory, type History } from "./history.ts";

const opened: NotebookDocument = {
  title: "T",
  sources: {},
  cells: ["a", "b"].map((id) => ({ id, kind: "sql", name: id, source: "", options: {}, layout: null })),
  frontMatter: "",
  lineEnd: "\n",
};

/** A history with a clock that stands still until it is moved. */
function history(): { start: History; clock: { now: number } } {
  const clock = { now: 0 };
  return { start: createHistory(opened, { clock: () => clock.now }), clock };
}

function type(from: History, id: string, ...texts: string[]): History {
  return texts.reduce((current, source) => current.apply({ type: "setSource", id, source }), from);
}

function sources({ document }: History): string[] {
  return document.cells.map(({ source }) => source);
}

describe("history", () => {
  it("has nothing to undo at first, and calls that do nothing answer itself", () => {
    const { start } = history();
    expect([start.canUndo, start.canRedo]).toEqual([false, false]);
    expect(start.undo()).toBe(start);
    expect(start.redo()).toBe(start);
    expect(start.apply({ type: "setTitle", title: "T" })).toBe(start);
  });

  it("undoes and redoes step by step", () => {
    const { start } = history();
    const done = start.apply({ type: "setTitle", title: "U" }).apply({ type: "delete", ids: ["a"] });
    const back = done.undo().undo();
    expect(back.document).toEqual(opened);
    expect([back.canUndo, back.canRedo]).toEqual([false, true]);
    expect(back.redo().redo().document).toEqual(done.document);
    expect(back.redo().redo().canRedo).toBe(false);
  });

  it("an amendment is no step: undo and redo go on as if it had always been so", () => {
    const { start } = history();
    const entry = { location: "file:a.csv" };
    const added = start.apply({ type: "setSourceEntry", name: "a", entry });
    const amended = added
      .apply({ type: "setTitle", title: "U" })
      .undo()
      .amend({ type: "setSourceEntry", name: "a", entry: { ...entry, size: 5 } });
    expect(amended.document.sources.a?.size).toBe(5);
    expect(amended.redo().document).toMatchObject({ title: "U", sources: { a: { size: 5 } } });
    expect(amended.undo().document).toEqual(opened);
    expect(start.amend({ type: "setTitle", title: "T" })).toBe(start);
  });

  it("takes typing into one cell for one step", () => {
    const { start, clock } = history();
    let typed = type(start, "a", "s");
    clock.now = 900;
    typed = type(typed, "a", "se", "sel");
    clock.now = 1800;
    typed = type(typed, "a", "sele");
    expect(sources(typed.undo())).toEqual(["", ""]);
    expect(sources(typed.undo().redo())).toEqual(["sele", ""]);
  });

  it("takes a list of edits for a step of its own, in the middle of typing too", () => {
    const { start } = history();
    const replace = (from: History, source: string) => from.apply([{ type: "setSource", id: "a", source }]);
    const done = replace(replace(type(start, "a", "x"), "y"), "z");
    expect(sources(done.undo())).toEqual(["y", ""]);
    expect(sources(done.undo().undo())).toEqual(["x", ""]);
    expect(sources(type(done, "a", "za").undo())).toEqual(["z", ""]);
  });

  it("begins a new step after a pause, in another cell, and after an undo", () => {
    const { start, clock } = history();
    let typed = type(start, "a", "one");
    clock.now = 2000;
    typed = type(typed, "a", "one two");
    typed = type(typed, "b", "x");
    expect(sources(typed.undo())).toEqual(["one two", ""]);
    expect(sources(typed.undo().undo())).toEqual(["one", ""]);
    const again = type(typed.undo().undo().redo(), "a", "three");
    expect(sources(again.undo())).toEqual(["one two", ""]);
  });

  it("forgets what was undone once something else is done", () => {
    const { start } = history();
    const other = type(start, "a", "x").undo().apply({ type: "setTitle", title: "U" });
    expect(other.canRedo).toBe(false);
  });

  it("takes several commands given together for one step", () => {
    const { start } = history();
    const done = start.apply([
      { type: "setSourceEntry", name: "s", entry: { location: "file:s" } },
      { type: "setTitle", title: "U" },
      { type: "setTitle", title: "V" },
    ]);
    expect(done.document.title).toBe("V");
    expect(done.undo().document).toEqual(opened);
    expect(done.undo().canUndo).toBe(false);
  });

  it("takes commands that join the last step back with it, and redoes both", () => {
    const { start } = history();
    const named = type(start, "b", "x").apply({ type: "setName", id: "a", name: "c" });
    const joined = named.join([{ type: "setSource", id: "b", source: "from c" }]);
    expect(sources(joined)).toEqual(["", "from c"]);
    expect(joined.undo().document).toEqual(type(start, "b", "x").document);
    expect(joined.undo().redo().document).toEqual(joined.document);
    expect(joined.undo().undo().document).toEqual(opened);
    // What is typed after it is a step of its own.
    expect(type(joined, "b", "from cd").undo().document).toEqual(joined.document);
    expect(named.join([])).toBe(named);
    expect(start.join([{ type: "setTitle", title: "U" }]).undo().document).toEqual(opened);
  });

  it("remembers five hundred steps and no more", () => {
    let current = history().start;
    for (let i = 0; i < 600; i++)
      current = current.apply({ type: "setName", id: i % 2 ? "a" : "b", name: `n${i}` });
    let steps = 0;
    for (; current.canUndo; steps++) current = current.undo();
    expect(steps).toBe(500);
  });

  it("holds no more text than fits, and always the last step", () => {
    const megabytes = (count: number, mark: string) => mark.repeat(count * 1_000_000);
    let current = history().start;
    for (let i = 0; i < 12; i++) current = type(current, i % 2 ? "a" : "b", megabytes(4, String(i % 10)));
    let steps = 0;
    for (; current.canUndo; steps++) current = current.undo();
    expect(steps).toBe(5);
    const huge = type(history().start, "a", megabytes(30, "x"));
    const gone = huge.apply({ type: "delete", ids: ["a"] });
    expect(gone.undo().document.cells).toHaveLength(2);
  });
});
