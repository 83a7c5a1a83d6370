import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { RunnerStage } from "./testing/runnerStage.ts";

const chain = () => [
  cellOf("c", "select * from b"),
  cellOf("b", "select * from a"),
  cellOf("a", "select 1 as n"),
];

describe("the order of a run", () => {
  it("cells run after those they read, wherever they stand on the page", async () => {
    const stage = new RunnerStage(chain());
    await stage.runner.run();
    expect(stage.ran()).toEqual(["a", "b", "c"]);
    expect(stage.states()).toEqual({ a: "done", b: "done", c: "done" });
  });

  it("what is shown goes from idle over queued and running to done", async () => {
    const stage = new RunnerStage(chain());
    const seen: string[] = [];
    stage.store.subscribe(() => {
      const { status } = stage.run("b");
      if (seen.at(-1) !== status) seen.push(status);
    });
    await stage.runner.run();
    expect(seen.filter((status) => status !== "idle")).toEqual(["queued", "running", "done"]);
    expect(stage.view("b").runCount).toBe(1);
    expect(stage.view("b").output?.result?.rowCount).toBe(1);
  });

  it("is busy until nothing is queued or running", async () => {
    const stage = new RunnerStage(chain());
    const running = stage.runner.run();
    await stage.reaches("a", "running");
    expect(stage.store.getState().busy).toBe(true);
    await running;
    expect(stage.store.getState().busy).toBe(false);
  });

  it("one cell takes with it only the cells it needs that are not done", async () => {
    const stage = new RunnerStage([...chain(), cellOf("other", "select 2 as m")]);
    await stage.runner.run(["a"]);
    await stage.runner.run(["c"]);
    expect(stage.ran()).toEqual(["a", "b", "c"]);
    expect(stage.states().other).toBe("idle");
  });

  it("a cell that is done runs again when it is asked for by name", async () => {
    const stage = new RunnerStage(chain());
    await stage.runner.run();
    await stage.runner.run(["c"]);
    expect(stage.ran()).toEqual(["a", "b", "c", "c"]);
  });

  it("a cell queued early still runs after one that it reads and that was asked for later", async () => {
    const stage = new RunnerStage([...chain(), cellOf("slow", "select 2 as m")]);
    await stage.runner.run();
    const release = stage.engine.hold("slow");
    const runs = [stage.runner.run(["slow"])];
    await stage.reaches("slow", "running");
    runs.push(stage.runner.run(["c"]), stage.runner.run(["a"]), stage.runner.run(["b"]));
    release();
    await Promise.all(runs);
    expect(stage.ran().slice(5)).toEqual(["a", "b", "c"]);
    expect(stage.states()).toMatchObject({ a: "done", b: "done", c: "done" });
  });

  it("a cell asked for twice while it waits runs once", async () => {
    const stage = new RunnerStage(chain());
    await Promise.all([stage.runner.run(["a"]), stage.runner.run(["a"])]);
    expect(stage.ran()).toEqual(["a"]);
  });

  it("runs that begin in the very moment in which another ends are not forgotten", async () => {
    const stage = new RunnerStage(chain());
    let again: Promise<void> | null = null;
    stage.store.subscribe(({ busy }, before) => {
      if (!busy && before.busy) again ??= stage.runner.run(["a"]);
    });
    await stage.runner.run();
    await again;
    expect(stage.ran()).toEqual(["a", "b", "c", "a"]);
    expect(stage.states().a).toBe("done");
  });

  it("nothing to run is over at once", async () => {
    const stage = new RunnerStage([]);
    await stage.runner.run();
    expect(stage.store.getState().busy).toBe(false);
  });

  it("cells of kinds that do not run stay idle", async () => {
    const stage = new RunnerStage([cellOf("raw", "whatever", "python"), cellOf("a", "select 1 as n")]);
    await stage.runner.run();
    expect(stage.states()).toEqual({ raw: "idle", a: "done" });
  });
});

describe("cells that fail or cannot run", () => {
  it("a failed cell blocks those that wait for it, and names itself", async () => {
    const stage = new RunnerStage([...chain(), cellOf("other", "select 2 as m")]);
    stage.engine.failing.set("a", { code: "sql", message: "division by zero", line: 1 });
    await stage.runner.run();
    expect(stage.states()).toEqual({ a: "failed", b: "blocked", c: "blocked", other: "done" });
    expect(stage.errorOf("a")).toBe("division by zero");
    expect(stage.errorOf("b")).toBe('Not run: it reads "a", which failed.');
    expect(stage.errorOf("c")).toBe('Not run: it needs "a", which failed.');
  });

  it("a cell that was blocked runs once the fault is mended", async () => {
    const stage = new RunnerStage(chain());
    stage.engine.failing.set("a", { code: "sql", message: "no" });
    await stage.runner.run();
    stage.engine.failing.clear();
    await stage.runner.run(["c"]);
    expect(stage.states()).toEqual({ a: "done", b: "done", c: "done" });
  });

  it("two cells of one name are blocked, and so is what reads them; both are named", async () => {
    const twice = [cellOf("a", "select 1 as n"), { ...cellOf("A", "select 2 as n"), id: "second" }];
    const stage = new RunnerStage([
      ...twice,
      cellOf("b", "select * from a"),
      cellOf("fine", "select 3 as n"),
    ]);
    await stage.runner.run();
    expect(stage.ran()).toEqual(["fine"]);
    expect(stage.errorOf("second")).toContain('"a" is defined twice');
    expect(stage.errorOf("b")).toContain('"a"');
  });

  it("a circle is blocked and names its cells", async () => {
    const stage = new RunnerStage([cellOf("a", "select * from b"), cellOf("b", "select * from a")]);
    await stage.runner.run();
    expect(stage.ran()).toEqual([]);
    expect(stage.errorOf("a")).toContain("a → b → a");
    expect(stage.store.getState().busy).toBe(false);
  });

  it("a name that nothing has blocks the cell, with what was perhaps meant", async () => {
    const stage = new RunnerStage([cellOf("orders", "select 1 as n"), cellOf("b", "select * from ordres")]);
    await stage.runner.run(["b"]);
    expect(stage.errorOf("b")).toContain('reads "ordres", but no cell and no source has that name');
    expect(stage.run("b")).toMatchObject({ error: { hint: 'Did you mean "orders"?' } });
  });

  it("a cell that was waiting and cannot run any more does not run", async () => {
    const stage = new RunnerStage(chain());
    const release = stage.engine.hold("a");
    const first = stage.runner.run();
    await stage.reaches("a", "running");
    stage.edit("b", "select * from nowhere");
    const second = stage.runner.run(["b"]);
    release();
    await Promise.all([first, second]);
    expect(stage.states().b).toBe("blocked");
    expect(stage.ran()).not.toContain("b");
  });

  it("an engine that went away is reported, and its cell failed", async () => {
    const stage = new RunnerStage([cellOf("a", "select 1 as n")]);
    stage.engine.failing.set("a", { code: "crashed", message: "gone" });
    await stage.runner.run();
    expect(stage.crashes).toEqual([{ code: "crashed", message: "gone" }]);
    expect(stage.run("a").status).toBe("failed");
  });

  it("a cell that reads a source which failed to load fails, naming the source and what to do", async () => {
    const stage = new RunnerStage([cellOf("a", "select * from users")]);
    const missing = { columns: [], receipt: null, progress: null };
    stage.store.setState({
      sources: [{ id: -1, file: "users.csv", relation: "users", status: "missing", ...missing }],
    });
    await stage.runner.run();
    expect(stage.run("a")).toMatchObject({
      status: "failed",
      error: { code: "file", message: '"users" has no data: users.csv is not here.' },
    });
    expect(stage.ran()).toEqual([]);
  });
});
