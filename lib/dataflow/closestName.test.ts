import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closestName, distanceUpTo } from "./closestName.ts";

describe("closestName", () => {
  it("takes the closest, and the earliest among equals", () => {
    expect(closestName("ordrs", ["ordersx", "orders", "Orders2"])).toBe("orders");
    expect(closestName("cat", ["bat", "hat"])).toBe("bat");
  });

  it("finds names that differ in case only", () => {
    expect(closestName("orders", ["ORDERS"])).toBe("ORDERS");
  });

  it("asks short names to be closer", () => {
    expect(closestName("ab", ["xy", "b"])).toBe("b");
    expect(closestName("abc", ["axy"])).toBeNull();
  });

  it("gives nothing where nothing is near", () => {
    expect(closestName("orders", ["events", "vendors_by_day"])).toBeNull();
  });
});

describe("distanceUpTo", () => {
  it("agrees with the plain table of edit distances", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        const exact = plainDistance(a, b);
        expect(distanceUpTo(limit, a, b)).toBe(exact > limit ? null : exact);
      }),
      { numRuns: 2000 },
    );
  });
});

function plainDistance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const rest = plainDistance(a.slice(1), b.slice(1));
  if (a[0] === b[0]) return rest;
  return 1 + Math.min(rest, plainDistance(a.slice(1), b), plainDistance(a, b.slice(1)));
}
