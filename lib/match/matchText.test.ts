import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMatch } from "./readMatch.ts";
import { outcomes, roles } from "./setup.ts";
import { writeMatch } from "./writeMatch.ts";

const wanted = (source: string) => {
  const read = readMatch(source);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};

describe("the text of a match cell", () => {
  it("says nothing where it is empty, or holds only a comment", () => {
    const nothing = { comparisons: null, outcome: null, threshold: null, candidates: null, decisions: [] };
    expect(wanted("")).toEqual(nothing);
    expect(wanted("# later\n")).toEqual(nothing);
  });

  it("names columns alone, on both sides, with what they hold and how much they count", () => {
    const source =
      "compare:\n  - name\n  - { left: tel, right: phone, as: phone, weight: 2 }\n  - column: street";
    expect(wanted(source).comparisons).toEqual([
      { left: "name", right: "name", role: null, weight: null },
      { left: "tel", right: "phone", role: "phone", weight: 2 },
      { left: "street", right: "street", role: null, weight: null },
    ]);
  });

  it("keeps keys as they are written", () => {
    expect(wanted("decisions:\n  - [007, 1e3, yes]\n  - ['x y', \"a\", no]").decisions).toEqual([
      { left: "007", right: "1e3", match: true },
      { left: "x y", right: "a", match: false },
    ]);
  });

  it("tells the place of what is wrong", () => {
    expect(readMatch("threshold: 0.5\noutcome: some")).toMatchObject({
      ok: false,
      error: { line: 2, column: 10, hint: "It is one of one-to-one, one-to-many, clusters." },
    });
    expect(readMatch("a: [")).toMatchObject({ ok: false });
    expect(readMatch("- a")).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("list of keys") },
    });
  });

  it("keeps comments and order when something is changed, and is empty again without it", () => {
    const source = "# ours\ncompare:\n  # these\n  - name # the trade name\nthreshold: 0.4";
    const changed = writeMatch(source, { key: "threshold", value: 0.7 });
    expect(changed).toBe("# ours\ncompare:\n  # these\n  - name # the trade name\nthreshold: 0.7");
    expect(
      writeMatch(writeMatch("", { key: "threshold", value: 0.7 }), { key: "threshold", value: null }),
    ).toBe("");
    // What is no YAML is its user's to mend.
    expect(writeMatch("a: [", { key: "threshold", value: 0.7 })).toBe("a: [");
  });

  it("comes back as it was written, whatever the names and keys", () => {
    const name = fc.string({ minLength: 1, maxLength: 12 });
    const comparison = fc.record({ left: name, right: name, role: fc.constantFrom(...roles) });
    const decision = fc.record({ left: name, right: name, match: fc.boolean() });
    const texts = fc.record({
      comparisons: fc.array(comparison, { minLength: 1, maxLength: 4 }),
      decisions: fc.array(decision, { minLength: 1, maxLength: 4 }),
      outcome: fc.constantFrom(...outcomes),
    });
    fc.assert(
      fc.property(texts, ({ comparisons, decisions, outcome }) => {
        let source = writeMatch("", { key: "compare", value: comparisons });
        source = writeMatch(source, { key: "decisions", value: decisions });
        source = writeMatch(source, { key: "outcome", value: outcome });
        const read = wanted(source);
        expect(read.decisions).toEqual(decisions);
        expect(read.outcome).toBe(outcome);
        expect(read.comparisons).toEqual(comparisons.map((one) => ({ ...one, weight: null })));
      }),
      { numRuns: 60 },
    );
  });
});
