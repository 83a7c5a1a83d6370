import { describe, expect, it } from "vitest";
import { lostByCrash } from "./lostByCrash.ts";

const seen = [
  { text: "a", atMs: 0 },
  { text: "a --1", atMs: 500 },
  { text: "a --1 --2", atMs: 1_400 },
  { text: "b\na --1 --2", atMs: 2_000 },
];

const crashAt = (atMs: number, heldUpMs = 0) => ({ atMs, heldUpMs });

describe("what a crash may lose", () => {
  it("nothing, or what was edited within the last second", () => {
    for (const { text } of seen.slice(1)) expect(lostByCrash(seen, crashAt(2_100), text)).toBeNull();
  });

  it("nothing that is older", () => {
    expect(lostByCrash(seen, crashAt(2_100), "a")).toContain("1600 ms before");
    expect(lostByCrash(seen, crashAt(2_400), "a --1")).toContain("1000 ms before");
  });

  it("more, where the device itself took longer to write", () => {
    expect(lostByCrash(seen, crashAt(2_400, 10), "a --1")).toBeNull();
    expect(lostByCrash(seen, crashAt(2_400, 10), "a")).not.toBeNull();
  });

  it("an edit that nobody saw the end of may be there, and nothing else", () => {
    expect(lostByCrash(seen, crashAt(2_100), "b\na --1 --2 --3")).toBeNull();
    expect(lostByCrash(seen, crashAt(2_100), "a --1 --2\nb")).toBeNull();
    expect(lostByCrash(seen, crashAt(2_100), "b\na --1")).toContain("none that");
    expect(lostByCrash(seen, crashAt(2_100), "")).toContain("none that");
  });
});
