import { describe, expect, it } from "vitest";
import { allCopiesBytes, type CopyFacts, copyBudget, notebookCopyBytes } from "./copyBudget.ts";

const copy = (notebookId: string, relation: string, copyBytes: number, keptAt = 0): CopyFacts => ({
  notebookId,
  relation,
  copyBytes,
  keptAt,
});

describe("room for copies of files", () => {
  it("a notebook's copies fit to the last byte of its budget, and no further", () => {
    const others = [copy("n", "a", notebookCopyBytes - 10)];
    expect(copyBudget(others, copy("n", "b", 10))).toEqual({ fits: true, evict: [] });
    expect(copyBudget(others, copy("n", "b", 11))).toEqual({ fits: false, evict: [] });
  });

  it("the copy that is replaced makes room for its successor", () => {
    expect(copyBudget([copy("n", "a", notebookCopyBytes)], copy("n", "a", notebookCopyBytes)).fits).toBe(
      true,
    );
  });

  it("a relation of the same name in another notebook takes nothing from this one", () => {
    expect(copyBudget([copy("m", "a", notebookCopyBytes)], copy("n", "a", notebookCopyBytes)).fits).toBe(
      true,
    );
  });

  it("past the budget of all, the oldest of other notebooks go, as many as it takes and no more", () => {
    const count = allCopiesBytes / notebookCopyBytes;
    const full = Array.from({ length: count }, (_, i) => copy(`n${i}`, "a", notebookCopyBytes, count - i));
    const { fits, evict } = copyBudget([...full, copy("m", "handle only", 0, -1)], copy("new", "b", 10));
    expect(fits).toBe(true);
    expect(evict.map(({ notebookId }) => notebookId)).toEqual([`n${count - 1}`]);
  });

  it("a copy that does not fit evicts nobody", () => {
    const full = Array.from({ length: 8 }, (_, i) => copy(`n${i}`, "a", notebookCopyBytes));
    expect(copyBudget(full, copy("new", "b", notebookCopyBytes + 1))).toEqual({ fits: false, evict: [] });
  });
});
