import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { setView } from "../store/appStore.ts";
import { RunnerStage } from "./testing/runnerStage.ts";

const chain = () => [
  cellOf("a", "select 1 as n"),
  cellOf("b", "select * from a"),
  cellOf("c", "select * from b"),
];

describe("a frozen cell", () => {
  const frozenChain = async () => {
    const stage = new RunnerStage(chain());
    await stage.runner.run();
    stage.setOption("b", "frozen", "true");
    return stage;
  };

  it("keeps its result when what it reads changes, and so do its readers", async () => {
    const stage = await frozenChain();
    stage.edit("a", "select 2 as n");
    expect(stage.states()).toEqual({ a: "stale", b: "done", c: "done" });
    expect(stage.view("b").outdated).toBe(true);
    await stage.runner.run();
    expect(stage.ran().slice(3)).toEqual(["a", "c"]);
    expect(stage.states()).toEqual({ a: "done", b: "done", c: "done" });
  });

  it("is stale once it is thawed, where it is of an older text", async () => {
    const stage = await frozenChain();
    stage.edit("b", "select n from a");
    expect(stage.states()).toEqual({ a: "done", b: "done", c: "done" });
    stage.setOption("b", "frozen", null);
    stage.runner.markStale(["b"]);
    expect(stage.states()).toEqual({ a: "done", b: "stale", c: "stale" });
    expect(stage.view("b").outdated).toBeUndefined();
  });

  it("says that it is frozen when it is asked for, and offers to run it", async () => {
    const stage = await frozenChain();
    await stage.runner.run(["b"]);
    expect(stage.ran()).toHaveLength(3);
    const [notice] = stage.store.getState().notices;
    expect(notice?.text).toBe('"b" is frozen: it keeps the result it has.');
    notice?.action?.run();
    await stage.reaches("c", "stale");
    expect(stage.ran().slice(3)).toEqual(["b"]);
  });

  it("has nothing to keep before it ran, after it failed, and once the engine is new", async () => {
    const stage = new RunnerStage([cellOf("a", "select 1", "sql", { frozen: "true" })]);
    await stage.runner.run(["a"]);
    expect(stage.ran()).toEqual(["a"]);
    expect(stage.runner.forgetResults()).toEqual(["a"]);
    expect(stage.states()).toEqual({ a: "stale" });
    await stage.runner.run(["a"]);
    expect(stage.ran()).toEqual(["a", "a"]);
    expect(stage.store.getState().notices).toEqual([]);
  });

  it("that is a view has no rows to keep, and becomes a table when it runs", async () => {
    const stage = new RunnerStage(chain());
    stage.setOption("b", "keep", "view");
    await stage.runner.run();
    setView(stage.store, "b", (view) => {
      const { output } = view;
      const result = output?.result ? { ...output.result, kept: "computed" as const } : null;
      return { ...view, output: output && { ...output, result } };
    });
    stage.setOption("b", "frozen", "true");
    stage.edit("a", "select 2 as n");
    expect(stage.states()).toEqual({ a: "stale", b: "stale", c: "stale" });
    await stage.runner.run(["b"]);
    expect(stage.engine.requests.map(({ name, keep }) => [name, keep])).toEqual([
      ["a", undefined],
      ["b", "view"],
      ["c", undefined],
      ["a", undefined],
      ["b", "table"],
    ]);
  });

  it("a way to keep rows that there is not is an error that says so", async () => {
    const stage = new RunnerStage([cellOf("a", "select 1", "sql", { keep: "both" })]);
    await stage.runner.run();
    expect(stage.errorOf("a")).toContain('kept as "both"');
  });

  it("has no rows under a new name, so it is stale when it is renamed", async () => {
    const stage = await frozenChain();
    stage.store.setState(({ document }) => ({
      document: {
        ...document,
        cells: document.cells.map((cell) => (cell.id === "b" ? { ...cell, name: "b2" } : cell)),
      },
    }));
    stage.runner.markStale(["b"]);
    expect(stage.run("b").status).toBe("stale");
  });
});

describe("a disabled cell", () => {
  it("is passed over, and what reads it says so", async () => {
    const stage = new RunnerStage([
      cellOf("a", "select 1 as n", "sql", { disabled: "true" }),
      cellOf("b", "select * from a"),
      cellOf("c", "select 2 as n"),
    ]);
    await stage.runner.run();
    expect(stage.states()).toEqual({ a: "idle", b: "blocked", c: "done" });
    expect(stage.errorOf("b")).toBe('"b" reads "a", which is disabled.');
  });

  it("says that it is disabled when it is asked for, and offers to run it", async () => {
    const stage = new RunnerStage([cellOf("a", "select 1 as n", "sql", { disabled: "" })]);
    await stage.runner.run(["a"]);
    const [notice] = stage.store.getState().notices;
    expect(notice?.text).toBe('"a" is disabled and did not run.');
    notice?.action?.run();
    await stage.reaches("a", "done");
  });

  it("disabled while it waits, does not run, and neither does what waits for it", async () => {
    const stage = new RunnerStage(chain());
    const release = stage.engine.hold("a");
    const running = stage.runner.run();
    await stage.reaches("a", "running");
    stage.setOption("b", "disabled", "true");
    release();
    await running;
    expect(stage.states()).toEqual({ a: "done", b: "idle", c: "blocked" });
    expect(stage.errorOf("c")).toBe('Not run: it reads "b", which is disabled.');
  });

  it("one that is not really disabled runs", async () => {
    const stage = new RunnerStage([cellOf("a", "select 1 as n", "sql", { disabled: "false" })]);
    await stage.runner.run();
    expect(stage.states()).toEqual({ a: "done" });
  });
});

describe("runs of many cells at once", () => {
  const page = () => [
    cellOf("top", "select * from low"),
    cellOf("text", "# Text", "md"),
    cellOf("middle", "select 1 as n"),
    cellOf("low", "select * from middle"),
    cellOf("end", "select 3 as n"),
  ];

  it("to here: all above a cell on the page and the cell, with what they need", async () => {
    const stage = new RunnerStage(page());
    await stage.runner.run(["text"], "above");
    expect(stage.ran()).toEqual(["middle", "low", "top"]);
    await stage.runner.run(["middle"], "above");
    expect(stage.ran().slice(3)).toEqual(["middle", "low", "top"]);
  });

  it("from here: the cell and all below it", async () => {
    const stage = new RunnerStage(page());
    await stage.runner.run(["low"], "below");
    expect(stage.ran()).toEqual(["middle", "low", "end"]);
    await stage.runner.run(["low"], "below");
    expect(stage.ran().slice(3)).toEqual(["low", "end"]);
  });

  it("all that reads a cell, with the cell where it is not up to date", async () => {
    const stage = new RunnerStage(page());
    await stage.runner.run(["middle"], "readers");
    expect(stage.ran()).toEqual(["middle", "low", "top"]);
    await stage.runner.run(["middle"], "readers");
    expect(stage.ran().slice(3)).toEqual(["low", "top"]);
  });

  it("all that is not up to date, and nothing that is", async () => {
    const stage = new RunnerStage(page());
    await stage.runner.run(["low"]);
    stage.edit("low", "select n from middle");
    await stage.runner.run(undefined, "stale");
    expect(stage.ran().slice(2)).toEqual(["low", "top", "end"]);
    await stage.runner.run(undefined, "stale");
    expect(stage.ran()).toHaveLength(5);
  });

  it("a cell that is gone means nothing", async () => {
    const stage = new RunnerStage(page());
    await stage.runner.run(["gone"], "below");
    await stage.runner.run(["gone"], "above");
    expect(stage.ran()).toEqual([]);
  });
});
