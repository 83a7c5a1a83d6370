import { describe, expect, it } from "vitest";
import type { Outcome } from "../engine/protocol.ts";
import { compileCell } from "../typescript/compileCell.ts";
import { mostMessages, type ToSandbox } from "./protocol.ts";
import type { SandboxEvent, SandboxRequest } from "./sandbox.ts";
import { type FrameLink, SandboxRuns } from "./sandboxRuns.ts";

class FakeFrame implements FrameLink {
  readonly posted: ToSandbox[] = [];
  isClosed = false;
  say: (message: unknown) => void = () => undefined;
  answersPings = true;
  post(message: ToSandbox): void {
    this.posted.push(message);
    if (message.type === "ping" && this.answersPings) this.say({ type: "pong", id: message.id });
  }
  listen(receive: (message: unknown) => void): void {
    this.say = receive;
  }
  close(): void {
    this.isClosed = true;
  }
  types(): string[] {
    return this.posted.map(({ type }) => type);
  }
}

/** Frames, a clock that stands still and timers that run when told. */
function fakeKeeper() {
  const frames: FakeFrame[] = [];
  const timers = new Map<object, { ms: number; call: () => void; due: number }>();
  const state = { now: 0, refuse: false, frames, advance };
  function advance(ms: number, steps = ms / 20): void {
    for (let i = 0; i < steps; i++) {
      state.now += ms / steps;
      for (const timer of [...timers.values()]) {
        if (timer.due > state.now) continue;
        timer.due = state.now + timer.ms;
        timer.call();
      }
    }
  }
  const keeper = {
    async open(): Promise<Outcome<FrameLink>> {
      if (state.refuse) return { ok: false, error: { code: "internal", message: "no headers" } };
      const frame = new FakeFrame();
      frames.push(frame);
      return { ok: true, value: frame };
    },
    now: () => state.now,
    every(ms: number, call: () => void) {
      const key = {};
      timers.set(key, { ms, call, due: state.now + ms });
      return () => void timers.delete(key);
    },
  };
  return { keeper, state };
}

function request(runId: number, source = "1"): SandboxRequest {
  const compiled = compileCell(source, { relations: [], values: ["known"] });
  if (!compiled.ok) throw new Error(compiled.error.message);
  return {
    runId,
    name: "a",
    compiled: compiled.value,
    reads: [],
    values: new Map(Object.entries({ known: 1, other: 2 })),
  };
}

const done = { type: "done", hasRelation: false, rowsWritten: 0, rejected: 0, values: {}, notices: [] };

async function started(source?: string) {
  const { keeper, state } = fakeKeeper();
  const runs = new SandboxRuns(keeper);
  const events: SandboxEvent[] = [];
  const { port1 } = new MessageChannel();
  const answer = runs.run(request(1, source), port1, (event) => events.push(event));
  await settled();
  const frame = state.frames[0];
  if (!frame) throw new Error("no frame was opened");
  return { runs, state, frame, events, answer };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const report = (runId: number, what: object) => ({ type: "report", runId, report: what });

describe("SandboxRuns", () => {
  it("sends a run with the values it names, passes its events on and settles with what it came to", async () => {
    const { frame, events, answer } = await started("known + 1");
    expect(frame.posted[0]).toMatchObject({
      type: "run",
      runId: 1,
      run: { name: "a", values: { known: 1 } },
    });
    frame.say(report(1, { type: "started" }));
    frame.say(report(1, { type: "shown", items: [{ type: "text", text: "hi" }] }));
    frame.say(report(1, { ...done, values: { a: 1 } }));
    expect(await answer).toMatchObject({ ok: true, value: { values: { a: 1 }, hasRelation: false } });
    expect(events.map(({ type }) => type)).toEqual(["started", "shown"]);
  });

  it("gives errors their place in the cell's own text", async () => {
    const { frame, answer } = await started("const a: Map<string, number> = known; a.b.c");
    const run = frame.posted[0]?.type === "run" ? frame.posted[0].run.js.split("\n")[1] : "";
    const column = (run?.indexOf("a.b.c") ?? 0) + 1;
    frame.say(report(1, { type: "failed", error: { code: "sql", message: "no", line: 1, column } }));
    expect(await answer).toEqual({ ok: false, error: { code: "sql", message: "no", line: 1, column: 39 } });
  });

  it("ignores messages about other runs and messages that are none", async () => {
    const { frame, events, answer } = await started();
    frame.say(report(2, done));
    frame.say(report(1, { type: "done" }));
    frame.say({
      type: "report",
      runId: 1,
      report: JSON.parse('{"type":"done","__proto__":{"hasRelation":true}}'),
    });
    frame.say(null);
    frame.say({ type: "nonsense" });
    expect(events).toEqual([]);
    frame.say(report(1, done));
    expect(await answer).toMatchObject({ ok: true });
  });

  it("stops a run through the frame", async () => {
    const { runs, state, frame, answer } = await started();
    const stopping = runs.stop(1);
    await settled();
    expect(frame.types()).toEqual(["run", "stop"]);
    frame.say(report(1, { type: "failed", error: { code: "cancelled", message: "The cell was stopped." } }));
    state.advance(40);
    await stopping;
    expect(await answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(frame.isClosed).toBe(false);
  });

  it("removes a frame that does not stop, and opens another for the next run", async () => {
    const { runs, state, frame, answer } = await started();
    const stopping = runs.stop(1);
    await settled();
    state.advance(2100);
    await stopping;
    await settled();
    expect(await answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(frame.isClosed).toBe(true);
    void runs.run(request(2), new MessageChannel().port1, () => undefined);
    await settled();
    expect(state.frames).toHaveLength(2);
    expect(state.frames[1]?.types()).toEqual(["run"]);
  });

  it("does not start a run that was stopped while the frame was loading", async () => {
    const { keeper, state } = fakeKeeper();
    const runs = new SandboxRuns(keeper);
    const answer = runs.run(request(1), new MessageChannel().port1, () => undefined);
    await runs.stop(1);
    expect(await answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
    await settled();
    expect(state.frames[0]?.posted).toEqual([]);
  });

  it("fails the run when the frame has been silent too long", async () => {
    const { state, frame, answer } = await started();
    state.advance(20_000);
    frame.answersPings = false;
    state.advance(15_000);
    await settled();
    expect(await answer).toMatchObject({ ok: false, error: { code: "out-of-memory" } });
    expect(frame.isClosed).toBe(true);
  });

  it("keeps a frame that answers, and one after the machine slept", async () => {
    const { state, frame, answer } = await started();
    state.advance(60_000);
    state.advance(3_600_000, 1);
    expect(frame.isClosed).toBe(false);
    frame.say(report(1, done));
    expect(await answer).toMatchObject({ ok: true });
  });

  it("throws away a frame that floods the page", async () => {
    const { frame, answer } = await started();
    for (let i = 0; i <= mostMessages.ofFrame; i++) frame.say(report(1, { type: "shown", items: [] }));
    await settled();
    expect(await answer).toMatchObject({ ok: false, error: { code: "internal" } });
    expect(frame.isClosed).toBe(true);
  });

  it("says why when there is no frame, and tries again with the next run", async () => {
    const { keeper, state } = fakeKeeper();
    const runs = new SandboxRuns(keeper);
    state.refuse = true;
    const answer = await runs.run(request(1), new MessageChannel().port1, () => undefined);
    expect(answer).toMatchObject({ ok: false, error: { message: "no headers" } });
    state.refuse = false;
    void runs.run(request(2), new MessageChannel().port1, () => undefined);
    await settled();
    expect(state.frames[0]?.types()).toEqual(["run"]);
  });

  it("settles everything when restarted or disposed", async () => {
    const { runs, frame, answer, state } = await started();
    await runs.restart();
    expect(await answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(frame.isClosed).toBe(true);
    expect(state.frames).toHaveLength(2);
    runs.dispose();
    await settled();
    expect(state.frames[1]?.isClosed).toBe(true);
  });
});
