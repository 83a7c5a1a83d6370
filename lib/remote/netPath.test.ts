import fc from "fast-check";
import { expect, test } from "vitest";
import { netPath, parseNetPath } from "./netPath.ts";

test("a URL comes back out of its path as it went in, and the path is one that URL parsers leave alone", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      const path = netPath("grant-1", url);
      expect(new URL(path, "https://app.example.org").pathname).toBe(path);
      expect(parseNetPath(path)).toEqual({ grantId: "grant-1", url });
    }),
  );
});

test("other paths are none", () => {
  for (const path of [
    "/__net/",
    "/__net/g",
    "/__net/g/",
    "/__net/g/a/b",
    "/__net/g/a?b",
    "/__net/g/%zz",
    "/other/g/a",
    "/x/__net/g/a",
    "/__net/g h/a",
  ]) {
    expect(parseNetPath(path), path).toBeNull();
  }
});
