import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { RunnerStage } from "./testing/runnerStage.ts";

const chain = () => [
  cellOf("c", "select * from b"),
  cellOf("b", "select * from a"),
  cellOf("a", "select 1 as n"),
];

describe("what a run draws", () => {
  it("progress and first rows are drawn while it runs, and not after a newer run began", async () => {
    const stage = new RunnerStage(chain());
    const release = stage.engine.hold("a");
    const first = stage.runner.run(["a"]);
    await stage.reaches("a", "running");
    const { onEvent } = stage.engine;
    onEvent({ type: "progress", fraction: 0.5, elapsedMs: 10 });
    onEvent({ type: "preview", columns: [], page: new Uint8Array(), rows: 7 });
    expect(stage.run("a")).toMatchObject({ status: "running", fraction: 0.5 });
    expect(stage.view("a").output?.result?.rowCount).toBe(7);
    release();
    await first;
    const after = stage.view("a");
    onEvent({ type: "progress", fraction: 0.9, elapsedMs: 10 });
    onEvent({ type: "preview", columns: [], page: new Uint8Array(), rows: 9 });
    expect(stage.view("a")).toBe(after);
  });

  it("a relation that a cell made is known with its columns and rows, once", async () => {
    const stage = new RunnerStage(chain());
    await stage.runner.run();
    await stage.runner.run();
    expect(stage.store.getState().relations.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ["a", 1],
      ["b", 1],
      ["c", 1],
    ]);
  });

  it("a chart that ran waits to be drawn, with its relation and spec", async () => {
    const chart = cellOf("picture", '{ "mark": "bar", "encoding": {} }', "chart", { from: "A" });
    const stage = new RunnerStage([chart, cellOf("a", "select 1 as n")]);
    await stage.runner.run();
    expect(stage.store.getState().drawing).toEqual(["picture"]);
    expect(stage.view("picture").output?.chart).toMatchObject({ relation: "a", spec: { mark: "bar" } });
  });

  it("a chart whose text is no chart fails at its place and is not to be drawn", async () => {
    const chart = cellOf("picture", '{\n  "mark": bar }', "chart", { from: "a" });
    const stage = new RunnerStage([chart, cellOf("a", "select 1 as n")]);
    await stage.runner.run();
    expect(stage.run("picture")).toMatchObject({ status: "failed", error: { line: 2 } });
    expect(stage.store.getState().drawing).toEqual([]);
  });

  it("after the engine was replaced, cells that had results are stale and nothing goes on", async () => {
    const stage = new RunnerStage(chain());
    await stage.runner.run();
    stage.engine.hold("b");
    const running = stage.runner.run(["b", "c"]);
    await stage.reaches("b", "running");
    expect(stage.runner.forgetResults()).toEqual(["a"]);
    await stage.engine.cancel(5);
    await stage.engine.cancel(4);
    await running;
    expect(stage.states()).toEqual({ a: "stale", b: "cancelled", c: "cancelled" });
  });
});
