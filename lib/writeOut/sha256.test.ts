import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Sha256 } from "./sha256.ts";

test("the hash of any bytes, however they are cut, is the one that Node's gives", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 }), (pieces) => {
      const ours = new Sha256();
      const theirs = createHash("sha256");
      for (const piece of pieces) {
        ours.update(piece);
        theirs.update(piece);
      }
      expect(ours.hex()).toBe(theirs.digest("hex"));
    }),
  );
});

test("lengths around a block", () => {
  for (const length of [0, 55, 56, 63, 64, 65, 119, 120, 128]) {
    const bytes = new Uint8Array(length).fill(length);
    const ours = new Sha256();
    ours.update(bytes);
    expect(ours.hex()).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
});
