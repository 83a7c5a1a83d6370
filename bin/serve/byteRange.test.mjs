import { expect, test } from "vitest";
import { acceptedEncoding } from "./acceptedEncoding.mjs";
import { byteRange } from "./byteRange.mjs";

test("a range names its first and last byte", () => {
  expect(byteRange("bytes=0-9", 100)).toEqual({ start: 0, end: 9 });
  expect(byteRange("bytes=90-", 100)).toEqual({ start: 90, end: 99 });
  expect(byteRange("bytes=-5", 100)).toEqual({ start: 95, end: 99 });
});

test("a range that ends past the file is cut, one that begins past it cannot be met", () => {
  expect(byteRange("bytes=90-200", 100)).toEqual({ start: 90, end: 99 });
  expect(byteRange("bytes=-500", 100)).toEqual({ start: 0, end: 99 });
  expect(byteRange("bytes=100-", 100)).toBe("unsatisfiable");
  expect(byteRange("bytes=-0", 100)).toBe("unsatisfiable");
  expect(byteRange("bytes=0-", 0)).toBe("unsatisfiable");
});

test("what is no single range of bytes is ignored", () => {
  for (const header of [
    undefined,
    "",
    "bytes=",
    "bytes=-",
    "bytes=5-2",
    "rows=0-9",
    "bytes=0-1,5-6",
    "bytes=a-b",
  ]) {
    expect(byteRange(header, 100), String(header)).toBeNull();
  }
});

test("the best encoding that the client takes is chosen", () => {
  expect(acceptedEncoding("gzip, deflate, br", ["br", "gzip"])).toBe("br");
  expect(acceptedEncoding("gzip", ["br", "gzip"])).toBe("gzip");
  expect(acceptedEncoding("br;q=0, gzip;q=0.5", ["br", "gzip"])).toBe("gzip");
  expect(acceptedEncoding("*", ["br", "gzip"])).toBe("br");
  expect(acceptedEncoding("*, br;q=0", ["br"])).toBeNull();
  expect(acceptedEncoding(undefined, ["br"])).toBeNull();
  expect(acceptedEncoding("gzip", [])).toBeNull();
});
