import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FamilyMember, FrameFamily } from "./frameFamily.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function member(askedAt: number | null): FamilyMember & { log: string[] } {
  const log: string[] = [];
  return {
    log,
    askedAt: () => askedAt,
    fail: () => void log.push("fail"),
    detach: () => void log.push("detach"),
    attach: () => void log.push("attach"),
  };
}

describe("frames that share a process", () => {
  it("lose the one that was asked first; the others go with it and come back", () => {
    const family = new FrameFamily();
    const [first, later, resting] = [member(10), member(20), member(null)];
    for (const one of [later, first, resting]) family.add(one);
    family.silent(later);
    expect(first.log).toEqual(["fail"]);
    expect([later.log, resting.log]).toEqual([["detach"], ["detach"]]);
    vi.runAllTimers();
    expect([first.log, later.log, resting.log]).toEqual([
      ["fail"],
      ["detach", "attach"],
      ["detach", "attach"],
    ]);
  });

  it("do not bring back one that was closed in between", () => {
    const family = new FrameFamily();
    const [hung, closed] = [member(10), member(20)];
    family.add(hung);
    family.add(closed);
    family.silent(hung);
    family.drop(closed);
    vi.runAllTimers();
    expect(closed.log).toEqual(["detach"]);
  });
});
