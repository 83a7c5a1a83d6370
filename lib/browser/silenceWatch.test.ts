import { describe, expect, it } from "vitest";
import { type SilenceWatch, watchSilence } from "./silenceWatch.ts";

function setUp() {
  let now = 0;
  let ticking: (() => void) | null = null;
  const state = { ready: true, pings: 0, silent: [] as string[] };
  const watch: SilenceWatch = watchSilence({
    ping: () => state.pings++,
    isReady: () => state.ready,
    silenceMs: 5_000,
    loadMs: 20_000,
    onSilent: (stage) => {
      state.silent.push(stage);
      watch.stop();
    },
    clock: {
      now: () => now,
      every: (call) => {
        ticking = call;
        return () => {
          ticking = null;
        };
      },
    },
  });
  const pass = (ms: number, stepMs = 500, onStep?: () => void) => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      now += stepMs;
      ticking?.();
      onStep?.();
    }
  };
  return { watch, state, pass, isTicking: () => ticking !== null };
}

describe("watchSilence", () => {
  it("reports a partner that leaves a ping unanswered for five seconds", () => {
    const { watch, state, pass } = setUp();
    watch.work();
    pass(5_000);
    expect(state.silent).toEqual([]);
    pass(1_000);
    expect(state.silent).toEqual(["working"]);
  });

  it("leaves a partner alone that answers, however long it works", () => {
    const { watch, state, pass } = setUp();
    watch.work();
    pass(60_000, 500, () => watch.heard());
    expect(state.silent).toEqual([]);
    expect(state.pings).toBeGreaterThan(50);
  });

  it("gives a partner longer to load", () => {
    const { watch, state, pass } = setUp();
    state.ready = false;
    watch.work();
    pass(19_000);
    expect(state.silent).toEqual([]);
    pass(2_000);
    expect(state.silent).toEqual(["loading"]);
  });

  it("does not count time in which the page itself stood still", () => {
    const { watch, state, pass } = setUp();
    watch.work();
    pass(1_000);
    pass(3_600_000, 3_600_000);
    expect(state.silent).toEqual([]);
    watch.heard();
    pass(4_000);
    expect(state.silent).toEqual([]);
  });

  it("looks only while something is open", () => {
    const { watch, pass, state, isTicking } = setUp();
    expect(isTicking()).toBe(false);
    watch.work();
    expect(isTicking()).toBe(true);
    watch.rest();
    pass(60_000);
    expect(isTicking()).toBe(false);
    expect(state.silent).toEqual([]);
  });
});
