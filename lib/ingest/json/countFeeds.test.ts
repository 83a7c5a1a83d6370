import fc from "fast-check";
import { expect, test } from "vitest";
import { countFeeds } from "./countFeeds.ts";

test("every line feed is counted once, wherever the bytes begin and end", () => {
  const byte = fc.oneof(fc.constantFrom(9, 10, 10, 11, 138), fc.nat(255));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 200 }), fc.nat(20), (all, from) => {
      const bytes = new Uint8Array(all).subarray(from);
      expect(countFeeds(bytes)).toBe([...bytes].filter((one) => one === 10).length);
    }),
    { numRuns: 2000 },
  );
});
