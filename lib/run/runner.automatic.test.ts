import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { setView } from "../store/appStore.ts";
import { settledPauseMs, typingPauseMs } from "./automaticRuns.ts";
import { RunnerStage } from "./testing/runnerStage.ts";

const chain = () => [
  cellOf("a", "select 1 as n"),
  cellOf("b", "select * from a"),
  cellOf("c", "select * from b"),
  cellOf("apart", "select 2 as m"),
];

/** Lets a pause pass, and all that follows from it. */
const pause = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const longPause = () => pause(10 * typingPauseMs);

/** As after a run that took so long. */
function tookMs(stage: RunnerStage, id: string, elapsedMs: number): void {
  setView(stage.store, id, (view) => ({ ...view, run: { status: "done", runId: 0, elapsedMs } }));
}

describe("a notebook whose edits run what they change", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("runs the cell and its readers once after a pause, and nothing else", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    stage.edit("a", "select 10 as n");
    stage.edit("a", "select 101 as n");
    await pause(typingPauseMs - 1);
    expect(stage.ran()).toEqual([]);
    await longPause();
    expect(stage.ran()).toEqual(["a", "b", "c"]);
    expect(stage.states()).toEqual({ a: "done", b: "done", c: "done", apart: "idle" });
  });

  it("waits anew with every key", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    stage.edit("c", "select 1 from b");
    await pause(typingPauseMs - 1);
    stage.edit("c", "select 12 from b");
    await pause(typingPauseMs - 1);
    expect(stage.ran()).toEqual([]);
    await pause(1);
    expect(stage.ran()).toEqual(["a", "b", "c"]);
  });

  it("a notebook that is lazy runs nothing", async () => {
    const stage = new RunnerStage(chain());
    stage.edit("a", "select 10 as n");
    await longPause();
    expect(stage.ran()).toEqual([]);
  });

  it.each([
    ["came from elsewhere and was not run", { origin: "foreign" as const }],
    ["is written by another tab", { writable: false }],
    ["came from elsewhere, on a host without walls", { from: { kind: "file" as const } }],
  ])("nothing runs in one that %s", async (_, state) => {
    const stage = new RunnerStage(chain()).runsByItself();
    stage.store.setState(state);
    stage.edit("a", "select 10 as n");
    await longPause();
    expect(stage.ran()).toEqual([]);
  });

  it("an empty cell does not run", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    stage.edit("apart", "  \n");
    await longPause();
    expect(stage.ran()).toEqual([]);
  });

  it("an edit gives up the run that it overtakes, which then runs once more", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    const release = stage.engine.hold("b");
    stage.edit("a", "select 10 as n");
    await pause(typingPauseMs);
    expect(stage.states()).toMatchObject({ a: "done", b: "running", c: "queued" });
    stage.edit("b", "select n from a");
    await pause(1);
    // Neither says that somebody stopped it.
    expect(stage.states()).toMatchObject({ a: "done", b: "idle", c: "idle" });
    release();
    await longPause();
    expect(stage.ran()).toEqual(["a", "b", "b", "c"]);
    expect(stage.states()).toMatchObject({ a: "done", b: "done", c: "done" });
  });

  it("an edit leaves alone what somebody asked to run", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    const release = stage.engine.hold("b");
    const asked = stage.runner.run(["b"]);
    await pause(1);
    stage.edit("a", "select 10 as n");
    await pause(1);
    expect(stage.run("b").status).toBe("running");
    release();
    await asked;
    expect(stage.run("b").status).toBe("stale");
    await longPause();
    expect(stage.ran()).toEqual(["a", "b", "a", "b", "c"]);
  });

  it("runs cheap cells first, as far as their reads allow", async () => {
    const stage = new RunnerStage([
      cellOf("base", "select 1 as n"),
      cellOf("dear", "select * from base"),
      cellOf("cheap", "select * from base"),
      cellOf("after_cheap", "select * from cheap"),
    ]).runsByItself();
    tookMs(stage, "dear", 900);
    tookMs(stage, "cheap", 10);
    tookMs(stage, "after_cheap", 20);
    stage.edit("base", "select 2 as n");
    await longPause();
    expect(stage.ran()).toEqual(["base", "cheap", "after_cheap", "dear"]);
  });

  it("leaves a cell that took long, and what waits for it, and says why", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    tookMs(stage, "b", 12_000);
    tookMs(stage, "c", 5);
    stage.edit("a", "select 10 as n");
    await longPause();
    expect(stage.ran()).toEqual(["a"]);
    expect(stage.states()).toMatchObject({ a: "done", b: "stale", c: "stale" });
    expect(stage.view("b").left).toEqual({ reason: "slow", elapsedMs: 12_000, through: null });
    expect(stage.view("c").left).toEqual({ reason: "slow", elapsedMs: 12_000, through: "b" });
    await stage.runner.run(["b"]);
    await longPause();
    // Once it was asked for, what waited for it follows.
    expect(stage.ran()).toEqual(["a", "b", "c"]);
    expect([stage.view("b").left, stage.view("c").left]).toEqual([undefined, undefined]);
  });

  it.each([
    ["whose rows do not fit the memory", { reason: "large" }],
    ["that fetched much from elsewhere", { reason: "fetches", bytes: 50e6 }],
  ])("leaves a cell %s", async (_, left) => {
    const stage = new RunnerStage(chain()).runsByItself();
    await stage.runner.run();
    await longPause();
    setView(stage.store, "b", (view) => {
      const { output } = view;
      if (left.reason === "fetches") return { ...view, traffic: { requests: 9, bytes: 50e6 } };
      const result = output?.result ? { ...output.result, kept: "too-large" as const } : null;
      return { ...view, output: output && { ...output, result } };
    });
    stage.edit("b", "select n from a");
    await longPause();
    expect(stage.view("b").left).toEqual({ ...left, through: null });
    expect(stage.ran()).toHaveLength(4);
  });

  it("readers follow when a cell is run by hand, once", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    await stage.runner.run(["a"]);
    await pause(settledPauseMs);
    await longPause();
    expect(stage.ran()).toEqual(["a", "b", "c"]);
  });

  it("readers of a cell that was deleted say that it is gone", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    stage.edit("a", "select 10 as n");
    await longPause();
    stage.delete("a");
    await longPause();
    expect(stage.states()).toMatchObject({ b: "blocked", c: "blocked" });
    expect(stage.errorOf("b")).toContain('reads "a"');
  });

  it("neither a frozen nor a disabled cell runs, and readers of a frozen one are left as they are", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    await stage.runner.run();
    await longPause();
    stage.setOption("b", "frozen", "true");
    stage.edit("a", "select 10 as n");
    await longPause();
    expect(stage.ran().slice(4)).toEqual(["a"]);
    expect(stage.states()).toMatchObject({ a: "done", b: "done", c: "done" });
    expect(stage.view("b").outdated).toBe(true);

    stage.setOption("b", "frozen", null);
    stage.setOption("a", "disabled", "true");
    await longPause();
    expect(stage.ran().slice(5)).toEqual([]);
    expect(stage.errorOf("b")).toBe('"b" reads "a", which is disabled.');
  });

  it("Stop forgets what was about to run", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    stage.edit("a", "select 10 as n");
    await stage.runner.stop();
    await longPause();
    expect(stage.ran()).toEqual([]);
  });

  it("waits for data that is on its way", async () => {
    const stage = new RunnerStage(chain()).runsByItself();
    const source = {
      ...{ id: 1, file: "u.csv", relation: "u", columns: [], receipt: null, progress: null },
      status: "loading" as const,
    };
    stage.store.setState({ sources: [source] });
    stage.edit("a", "select 10 as n");
    await longPause();
    expect(stage.ran()).toEqual([]);
    stage.store.setState({ sources: [{ ...source, status: "ready" }] });
    await longPause();
    expect(stage.ran()).toEqual(["a", "b", "c"]);
  });

  it("runs nothing twice for one edit, on any graph", async () => {
    const graphs = fc.integer({ min: 2, max: 8 }).chain((count) =>
      fc.record({
        reads: fc.array(fc.array(fc.nat(count - 1), { maxLength: 3 }), {
          minLength: count,
          maxLength: count,
        }),
        edited: fc.nat(count - 1),
        costs: fc.array(fc.constantFrom(1, 20, 6000), { minLength: count, maxLength: count }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(graphs, async ({ reads, edited, costs }) => {
        const sourceOf = (list: readonly number[], text: string) =>
          `select ${text} from range(1)${list.map((to) => `, n${to}`).join("")}`;
        const cells = reads.map((list, i) => cellOf(`n${i}`, sourceOf(list, "1")));
        const stage = new RunnerStage(cells).runsByItself();
        for (const [i, cost] of costs.entries()) tookMs(stage, `n${i}`, cost);
        stage.edit(`n${edited}`, sourceOf(reads[edited] ?? [], "2"));
        await longPause();
        const ran = stage.ran();
        expect(new Set(ran).size).toBe(ran.length);
        // None that is dear, and each after what it reads.
        for (const name of ran) expect(costs[Number(name.slice(1))]).toBeLessThan(5000);
        ran.forEach((name, at) => {
          for (const need of reads[Number(name.slice(1))] ?? []) {
            const place = ran.indexOf(`n${need}`);
            if (place >= 0) expect(place).toBeLessThan(at);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});
