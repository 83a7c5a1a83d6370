import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { RunnerStage } from "./testing/runnerStage.ts";

const cells = () => [
  cellOf("slow", "select 1 as n"),
  cellOf("reader", "select * from slow"),
  cellOf("other", "select 2 as n"),
];

describe("stopping", () => {
  it("a running cell is cancelled, not failed, and so is everything that waits", async () => {
    const stage = new RunnerStage(cells());
    stage.engine.hold("slow");
    const running = stage.runner.run();
    await stage.reaches("slow", "running");
    await stage.runner.stop();
    await running;
    expect(stage.states()).toEqual({ slow: "cancelled", reader: "cancelled", other: "cancelled" });
    expect(stage.ran()).toEqual(["slow"]);
    expect(stage.store.getState().busy).toBe(false);
  });

  it("one cell stops, what reads it is blocked, and the rest goes on", async () => {
    const stage = new RunnerStage(cells());
    stage.engine.hold("slow");
    const running = stage.runner.run();
    await stage.reaches("slow", "running");
    await stage.runner.stop("slow");
    await running;
    expect(stage.states()).toEqual({ slow: "cancelled", reader: "blocked", other: "done" });
    expect(stage.errorOf("reader")).toBe('Not run: it reads "slow", which was stopped.');
  });

  it("a cell that waits is taken out, and what runs goes on", async () => {
    const stage = new RunnerStage(cells());
    const release = stage.engine.hold("slow");
    const running = stage.runner.run();
    await stage.reaches("slow", "running");
    await stage.runner.stop("other");
    expect(stage.states()).toMatchObject({ slow: "running", other: "cancelled" });
    release();
    await running;
    expect(stage.states()).toEqual({ slow: "done", reader: "done", other: "cancelled" });
  });

  it("a stopped cell can be run again before it has ended", async () => {
    const stage = new RunnerStage(cells());
    stage.engine.hold("slow");
    const first = stage.runner.run(["slow"]);
    await stage.reaches("slow", "running");
    const stopping = stage.runner.stop("slow");
    const release = stage.engine.hold("slow");
    const second = stage.runner.run(["slow"]);
    expect(stage.run("slow").status).toBe("queued");
    await stopping;
    release();
    await Promise.all([first, second]);
    expect(stage.run("slow").status).toBe("done");
    expect(stage.ran()).toEqual(["slow", "slow"]);
  });

  it("with nothing running there is nothing to wait for", async () => {
    const stage = new RunnerStage(cells());
    await stage.runner.stop();
    await stage.runner.stop("slow");
    expect(stage.states()).toEqual({ slow: "idle", reader: "idle", other: "idle" });
  });

  it("a run that ended well before the stop took hold keeps its result", async () => {
    const stage = new RunnerStage(cells());
    stage.engine.isDeaf = true;
    const release = stage.engine.hold("slow");
    const running = stage.runner.run(["slow"]);
    await stage.reaches("slow", "running");
    const stopping = stage.runner.stop();
    release();
    await Promise.all([running, stopping]);
    expect(stage.run("slow").status).toBe("done");
  });
});

describe("an engine that does not stop", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is replaced after two seconds, and the cell counts as stopped", async () => {
    const stage = new RunnerStage(cells());
    stage.engine.isDeaf = true;
    const release = stage.engine.hold("slow");
    const running = stage.runner.run();
    await stage.reaches("slow", "running");
    stage.onUnstoppable = () => {
      stage.engine.failing.set("slow", { code: "crashed", message: "The engine went away." });
      release();
    };
    const stopping = stage.runner.stop();
    await vi.advanceTimersByTimeAsync(1999);
    expect(stage.unstoppable).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(stage.unstoppable).toBe(1);
    await Promise.all([stopping, running]);
    expect(stage.run("slow").status).toBe("cancelled");
    expect(stage.crashes).toEqual([]);
  });

  it("is replaced too when it does not even answer the request to stop", async () => {
    const stage = new RunnerStage(cells());
    const release = stage.engine.hold("slow");
    stage.engine.cancel = () => new Promise(() => undefined);
    const running = stage.runner.run(["slow"]);
    await stage.reaches("slow", "running");
    stage.onUnstoppable = release;
    const stopping = stage.runner.stop("slow");
    await vi.advanceTimersByTimeAsync(2000);
    await Promise.all([stopping, running]);
    expect(stage.unstoppable).toBe(1);
  });

  it("is not replaced when the cell stopped in time and others run on for longer", async () => {
    const stage = new RunnerStage(cells());
    stage.engine.hold("slow");
    const release = stage.engine.hold("other");
    const running = stage.runner.run();
    await stage.reaches("slow", "running");
    await stage.runner.stop("slow");
    await stage.reaches("other", "running");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.unstoppable).toBe(0);
    release();
    await running;
    expect(stage.run("other").status).toBe("done");
  });
});
