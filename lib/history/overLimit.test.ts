import fc from "fast-check";
import { expect, it } from "vitest";
import { overLimit } from "./overLimit.ts";

it("the oldest go first, no more than have to, and what is left fits", () => {
  const weighed = fc.uniqueArray(
    fc.record({ key: fc.nat(), at: fc.nat({ max: 1_000 }), bytes: fc.integer({ min: 1, max: 100 }) }),
    { selector: ({ at }) => at, maxLength: 30 },
  );
  fc.assert(
    fc.property(weighed, fc.nat({ max: 1_000 }), (kept, most) => {
      const all = kept.map((one, key) => ({ ...one, key }));
      const gone = new Set(overLimit(all, most));
      const left = all.filter(({ key }) => !gone.has(key));
      const bytes = left.reduce((sum, one) => sum + one.bytes, 0);
      expect(bytes).toBeLessThanOrEqual(most);
      const youngestGone = all.filter(({ key }) => gone.has(key)).sort((a, b) => b.at - a.at)[0];
      if (!youngestGone) return;
      expect(bytes + youngestGone.bytes).toBeGreaterThan(most);
      for (const { at } of left) expect(at).toBeGreaterThan(youngestGone.at);
    }),
  );
});
