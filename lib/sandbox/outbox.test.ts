import { describe, expect, it } from "vitest";
import { Outbox } from "./outbox.ts";
import { mostMessages, type RunReport, type SandboxLimits, sandboxLimits } from "./protocol.ts";

function outbox(
  limits: Pick<SandboxLimits, "shownItems" | "shownCharacters"> = {
    shownItems: 1000,
    shownCharacters: 10_000,
  },
) {
  const sent: RunReport[] = [];
  const clock = { now: 1000 };
  const timers: (() => void)[] = [];
  const box = new Outbox(
    (report) => sent.push(report),
    limits,
    () => clock.now,
    (call) => {
      timers.push(call);
      return setTimeout(() => undefined, 0);
    },
  );
  return { box, sent, clock, timers };
}

describe("Outbox", () => {
  it("sends a loop of displays in few messages, in order", () => {
    const { box, sent, clock } = outbox();
    for (let i = 0; i < 500; i++) {
      clock.now += 1;
      box.show({ type: "text", text: String(i) });
    }
    box.flush();
    expect(sent.length).toBeLessThan(15);
    const texts = sent.flatMap((report) => (report.type === "shown" ? report.items : []));
    expect(texts.map((shown) => shown.type === "text" && shown.text)).toEqual(
      Array.from({ length: 500 }, (_, i) => String(i)),
    );
  });

  it("sends what waits when the timer comes, where no more is said", () => {
    const { box, sent, timers } = outbox();
    box.show({ type: "text", text: "at once" });
    box.log("log", "a little later");
    expect(sent).toHaveLength(1);
    expect(timers).toHaveLength(1);
    timers[0]?.();
    expect(sent).toHaveLength(2);
  });

  it("keeps displays and log lines apart, in their order", () => {
    const { box, sent } = outbox();
    for (const text of ["a", "b"]) {
      box.log("log", text);
      box.show({ type: "text", text });
    }
    box.flush();
    expect(sent.map(({ type }) => type)).toEqual(["log", "shown", "log", "shown"]);
  });

  it("may say all that a run keeps in turns without being taken for an attack", () => {
    const { box, sent } = outbox(sandboxLimits);
    for (let i = 0; i < 2 * sandboxLimits.shownItems; i++) {
      box.log("log", String(i));
      box.show({ type: "text", text: String(i) });
      box.progressed(i, i);
    }
    box.flush();
    expect(sent.length).toBeLessThan(mostMessages.ofRun);
    expect(sent.length).toBeLessThan(mostMessages.ofFrame);
  });

  it("drops what is beyond the limits of number and size, and counts it", () => {
    const { box, sent } = outbox({ shownItems: 3, shownCharacters: 10 });
    box.show({ type: "text", text: "x".repeat(11) });
    for (const text of ["a", "b", "c", "d"]) box.log("log", text);
    box.flush();
    const lines = sent.flatMap((report) => (report.type === "log" ? report.lines : []));
    expect(lines.map(({ text }) => text)).toEqual(["a", "b", "c"]);
    expect(box.droppedNotice()).toContain("2 more");
  });

  it("sends only the latest progress", () => {
    const { box, sent } = outbox();
    box.progressed(1, 0);
    for (let i = 2; i < 100; i++) box.progressed(i, 0);
    box.flush();
    expect(sent).toEqual([
      { type: "progress", rowsRead: 1, rowsWritten: 0 },
      { type: "progress", rowsRead: 99, rowsWritten: 0 },
    ]);
  });
});
