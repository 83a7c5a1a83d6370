import { describe, expect, it } from "vitest";
import { seededRandom } from "../seededRandom.mjs";
import { mutate } from "./mutations.ts";

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

describe("a damaged file", () => {
  it("is the same one for the same seed, and never the file itself", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const mutation = mutate(bytes, seededRandom(seed));
      expect(mutation).toEqual(mutate(bytes, seededRandom(seed)));
      expect(Buffer.compare(mutation.bytes, bytes), mutation.what).not.toBe(0);
    }
  });

  it("comes in every kind, and leaves the bytes that it was made of as they were", () => {
    const random = seededRandom(3);
    const whats = Array.from({ length: 50 }, () => mutate(bytes, random).what);
    for (const kind of [/flipped/, /cut to/, /doubled/])
      expect(whats.some((what) => kind.test(what))).toBe(true);
    expect(bytes.every((byte, index) => byte === index % 251)).toBe(true);
  });

  it("stays empty where there is nothing to damage", () => {
    expect(mutate(new Uint8Array(0), seededRandom(1)).bytes).toHaveLength(0);
  });
});
