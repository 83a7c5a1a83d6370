import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { RunnerStage } from "./testing/runnerStage.ts";

const chain = () => [
  cellOf("c", "select * from b"),
  cellOf("b", "select * from a"),
  cellOf("a", "select 1 as n"),
];

describe("what makes cells stale", () => {
  it("an edit makes the cell and all that read it stale, and runs nothing", async () => {
    const stage = new RunnerStage(chain());
    await stage.runner.run();
    stage.edit("b", "select * from a where n > 0");
    expect(stage.states()).toEqual({ a: "done", b: "stale", c: "stale" });
    expect(stage.ran()).toHaveLength(3);
    expect(stage.view("b").output).not.toBeNull();
  });

  it("readers that were done are stale when a cell above them runs again", async () => {
    const stage = new RunnerStage(chain());
    await stage.runner.run();
    await stage.runner.run(["a"]);
    expect(stage.states()).toEqual({ a: "done", b: "stale", c: "stale" });
  });

  it("readers that were done are stale when a cell above them fails", async () => {
    const stage = new RunnerStage(chain());
    await stage.runner.run();
    stage.engine.failing.set("a", { code: "sql", message: "no" });
    await stage.runner.run(["a"]);
    expect(stage.states()).toEqual({ a: "failed", b: "stale", c: "stale" });
  });

  it("a cell edited while it runs ends stale, with the result of the older text", async () => {
    const stage = new RunnerStage(chain());
    const release = stage.engine.hold("a");
    const running = stage.runner.run(["a"]);
    await stage.reaches("a", "running");
    stage.edit("a", "select 2 as n");
    release();
    await running;
    expect(stage.run("a").status).toBe("stale");
    expect(stage.view("a").output?.result).not.toBeNull();
  });

  it("a cell whose need was edited while it ran ends stale", async () => {
    const stage = new RunnerStage(chain());
    const release = stage.engine.hold("b");
    const running = stage.runner.run(["b"]);
    await stage.reaches("b", "running");
    stage.edit("a", "select 2 as n");
    release();
    await running;
    expect(stage.states()).toMatchObject({ a: "stale", b: "stale" });
  });

  it("a cell edited and run again while it runs gives the newer text's result", async () => {
    const stage = new RunnerStage(chain());
    const release = stage.engine.hold("a");
    const first = stage.runner.run(["a"]);
    await stage.reaches("a", "running");
    stage.edit("a", "select 2 as n");
    const second = stage.runner.run(["a"]);
    expect(stage.run("a").status).toBe("queued");
    const seen = new Set<string>();
    stage.store.subscribe(() => seen.add(stage.run("a").status));
    release();
    await Promise.all([first, second]);
    expect(stage.run("a").status).toBe("done");
    expect([...seen]).toEqual(["queued", "running", "done"]);
    expect(stage.engine.requests.map(({ sql }) => sql)).toEqual(["select 1 as n", "select 2 as n"]);
  });

  it("readers of a source are stale when it changes, and no others", async () => {
    const stage = new RunnerStage([cellOf("a", "select * from users"), cellOf("b", "select 1 as n")]);
    stage.store.setState(({ document }) => ({
      document: { ...document, sources: { users: { location: "file:users.csv" } } },
    }));
    await stage.runner.run();
    stage.runner.markReadersOfStale(["USERS"]);
    expect(stage.states()).toEqual({ a: "stale", b: "done" });
  });
});
