import fc from "fast-check";
import { expect, test } from "vitest";
import { countLineFeeds } from "./countLineFeeds.ts";

test("line feeds and empty lines are counted at any alignment and beside any byte", () => {
  const byte = fc.oneof(fc.constantFrom(10, 10, 11, 9, 138, 0), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 40 }), fc.nat(7), fc.nat(5), (bytes, shift, from) => {
      const block = new Uint8Array([...new Array(shift).fill(1), ...bytes]).subarray(shift);
      let lines = 0;
      let blank = 0;
      for (let at = from; at < block.length; at++) {
        if (block[at] !== 10) continue;
        lines++;
        if (at === from || block[at - 1] === 10) blank++;
      }
      expect(countLineFeeds(block, from)).toEqual({ lines, blank });
    }),
    { numRuns: 2000 },
  );
});
