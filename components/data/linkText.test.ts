import { describe, expect, it } from "vitest";
import { notebookCopyBytes } from "../../lib/relink/copyBudget.ts";
import type { FileFacts } from "../../lib/relink/relinkState.ts";
import { formatBytes } from "../ui/formatBytes.ts";
import { changeText, keptText, someOf } from "./linkText.ts";

const facts = (size: number | null): FileFacts => ({ size, lastModified: null });
const changed = (before: number | null, now: number, name = "a.csv") =>
  changeText("a.csv", { status: "changed", name, before: facts(before), now: facts(now) });

describe("what is said of a source's file", () => {
  it("a change says both sizes so that they can be told apart", () => {
    expect(changed(12_100_000, 12_400_000)).toBe("a.csv changed since: 12.1 MB → 12.4 MB.");
    expect(changed(12_100_000, 12_100_001)).toBe("a.csv changed since: 12,100,000 → 12,100,001 bytes.");
    expect(changed(12_100_000, 12_100_000)).toBe("a.csv changed since: other content, also 12.1 MB.");
    expect(changed(null, 5, "b.csv")).toBe("b.csv is another file than a.csv: 5 B.");
  });

  it("the budget that is named is the one that holds", () => {
    const none = { status: "kept", handle: false, copy: false, problem: "too-large", isCopy: false } as const;
    expect(keptText(none)).toContain(formatBytes(notebookCopyBytes));
  });

  it("a list of names stays short, and never counts a single one", () => {
    expect(someOf(["a", "b", "c", "d"])).toBe("a, b, c, d");
    expect(someOf(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
  });
});
