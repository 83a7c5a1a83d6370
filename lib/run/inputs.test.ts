import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import type { ParamValue } from "../params/param.ts";
import { RunnerStage } from "./testing/runnerStage.ts";

const slider = (name = "n") => cellOf(name, "type: slider\nmin: 0\nmax: 10\nvalue: 4", "input");
const reader = cellOf("r", "select {{n}} as v");

/** Sets an input's value as its control does: the runner hears of it before and after the document has changed. */
function give(stage: RunnerStage, id: string, given: ParamValue): void {
  stage.runner.markStale([id]);
  stage.store.setState(({ document }) => ({
    document: {
      ...document,
      cells: document.cells.map((cell) => (cell.id === id ? { ...cell, given } : cell)),
    },
  }));
  stage.runner.markStale([id]);
}

const lastParams = (stage: RunnerStage) => stage.engine.requests.at(-1)?.params;

describe("input cells", () => {
  it("are run before what reads them, without the engine, and their value is bound with its type", async () => {
    const stage = new RunnerStage([reader, slider()]);
    await stage.runner.run(["r"]);
    expect(stage.states()).toEqual({ n: "done", r: "done" });
    expect(stage.ran()).toEqual(["r"]);
    expect(stage.engine.requests[0]).toMatchObject({
      sql: "select CAST({{n}} AS BIGINT) as v",
      params: { n: "4" },
    });
  });

  it("hold a new value at once, and only their readers are stale", async () => {
    const stage = new RunnerStage([slider(), reader, cellOf("other", "select 1 as n")]);
    await stage.runner.run();
    give(stage, "n", "7");
    expect(stage.states()).toEqual({ n: "done", r: "stale", other: "done" });
    await stage.runner.run(["r"]);
    expect(lastParams(stage)).toEqual({ n: "7" });
    expect(stage.states()).toMatchObject({ r: "done" });
  });

  it("say nothing before anything has run", () => {
    const stage = new RunnerStage([slider(), reader]);
    give(stage, "n", "7");
    expect(stage.states()).toEqual({ n: "idle", r: "idle" });
  });

  it("fail with a value that their definition does not take, tell what it is, and recover", async () => {
    const stage = new RunnerStage([slider(), reader]);
    await stage.runner.run();
    give(stage, "n", "11");
    expect(stage.states()).toEqual({ n: "failed", r: "stale" });
    expect(stage.errorOf("n")).toBe("11 is above the largest value, 10.");
    await stage.runner.run(["r"]);
    expect(stage.states()).toEqual({ n: "failed", r: "blocked" });
    give(stage, "n", "3");
    expect(stage.states()).toMatchObject({ n: "done" });
    await stage.runner.run(["r"]);
    expect(lastParams(stage)).toEqual({ n: "3" });
  });

  it("with a wrong definition fail at its place, and block what reads them", async () => {
    const stage = new RunnerStage([cellOf("n", "type: slider\nmin: 0\nmaxi: 3", "input"), reader]);
    await stage.runner.run();
    expect(stage.run("n")).toMatchObject({ status: "failed", error: { line: 3, column: 1, length: 4 } });
    expect(stage.errorOf("r")).toBe('Not run: it reads "n", which failed.');
  });

  it("of dates give both ends of a range, and say so where one is left open", async () => {
    const period = cellOf("period", "type: date range\nvalue: 2024-01-01..2024-03-31", "input");
    const sql = "select * from t where d between {{period.start}} and {{ Period.End }}";
    const stage = new RunnerStage([
      period,
      cellOf("t", "select 1 as d"),
      cellOf("r", sql),
      cellOf("s", "select {{period}}"),
    ]);
    await stage.runner.run();
    expect(stage.engine.requests.find(({ name }) => name === "r")).toMatchObject({
      sql: "select * from t where d between CAST({{period.start}} AS DATE) and CAST({{ Period.End }} AS DATE)",
      params: { "period.start": "2024-01-01", "period.end": "2024-03-31" },
    });
    expect(stage.run("s")).toMatchObject({
      status: "failed",
      error: { hint: "Write {{period.start}} or {{period.end}}.", line: 1, column: 8 },
    });
    stage.edit("r", "select {{period.begin}}");
    await stage.runner.run(["r"]);
    expect(stage.errorOf("r")).toBe('period has no "begin".');
  });

  it("give TypeScript cells their value by name", async () => {
    const stage = new RunnerStage([slider("limit"), cellOf("t", "export default [limit]", "ts")]);
    await stage.runner.run();
    expect(stage.sandbox.requests.at(-1)?.values.get("limit")).toBe(4);
  });

  it("take their options from a relation: it is run first, and they are stale with it", async () => {
    const region = cellOf("region", "type: select\nfrom: orders.answer", "input");
    const stage = new RunnerStage([region, cellOf("orders", "select 1"), cellOf("r", "select {{region}}")]);
    await stage.runner.run(["r"]);
    expect(stage.ran()).toEqual(["orders", "r"]);
    expect(lastParams(stage)).toEqual({ region: null });
    stage.edit("orders", "select 2");
    expect(stage.states()).toEqual({ orders: "stale", region: "stale", r: "stale" });
    // What its options are is not known now: it waits for them.
    give(stage, "region", "1");
    expect(stage.states()).toMatchObject({ region: "stale" });
  });

  it("say which column there is not, and what name was meant", async () => {
    const region = cellOf("region", "type: select\nfrom: orders.anwser", "input");
    const stage = new RunnerStage([region, cellOf("orders", "select 1")]);
    await stage.runner.run();
    expect(stage.run("region")).toMatchObject({
      error: { message: 'orders has no column "anwser".', hint: "Did you mean orders.answer?" },
    });
  });

  it("that read each other are a cycle", async () => {
    const region = cellOf("region", "type: select\nfrom: orders.answer", "input");
    const stage = new RunnerStage([region, cellOf("orders", "select {{region}} as answer")]);
    await stage.runner.run();
    expect(stage.states()).toEqual({ region: "blocked", orders: "blocked" });
  });

  it("of a file need one, and share their name with its source without a quarrel", async () => {
    const upload = cellOf("upload", "type: file", "input");
    const stage = new RunnerStage([upload, cellOf("r", "select * from upload")]);
    await stage.runner.run();
    expect(stage.errorOf("upload")).toBe("No file is chosen.");
    expect(stage.states()).toMatchObject({ r: "blocked" });
    const source = { id: 1, file: "a.csv", relation: "upload", columns: [], receipt: null, progress: null };
    stage.store.setState({ sources: [{ ...source, status: "missing" }] });
    await stage.runner.run();
    expect(stage.errorOf("upload")).toContain("a.csv is not here");
    stage.store.setState({ sources: [{ ...source, status: "ready" }] });
    await stage.runner.run();
    expect(stage.states()).toEqual({ upload: "done", r: "done" });
    stage.runner.markReadersOfStale(["upload"]);
    expect(stage.states()).toMatchObject({ r: "stale" });
  });

  it("that share a name with another cell, or with a source of its own, are told apart by renaming", async () => {
    const stage = new RunnerStage([slider("a"), cellOf("b", "create table a as select 1", "sql")]);
    await stage.runner.run();
    expect(stage.errorOf("a")).toContain("defined twice");
  });
});
