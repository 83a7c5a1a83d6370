import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { withFirstScripts } from "./firstScripts.mjs";
import { scriptHash, scriptHashes } from "./scriptHashes.mjs";

const sha = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("every inline script is hashed once, in page order", () => {
  const html = "<script>a()</script><p></p><script async>b()</script><script>a()</script>";
  expect(scriptHashes(html)).toEqual([sha("a()"), sha("b()")]);
});

test("a script with an address and a block of data are left out", () => {
  const html =
    '<script src="/a.js"></script><script type="application/json">{}</script><script data-src="x">c</script>';
  expect(scriptHashes(html)).toEqual([sha("c")]);
});

test("text that looks like a tag inside a script belongs to that script", () => {
  expect(scriptHashes('<script>x = "<script>"</script>')).toEqual([sha('x = "<script>"')]);
});

test("line ends are hashed as the HTML parser reads them", () => {
  expect(scriptHash("a\r\nb")).toBe(sha("a\nb"));
});

test("the script policy of a page comes before every chunk, once", () => {
  const html = '<!DOCTYPE html><html><head><script src="/_next/static/a.js" async=""></script></head></html>';
  const result = withFirstScripts(html);
  expect(result.indexOf("createPolicy")).toBeLessThan(result.indexOf("/_next/static/a.js"));
  expect(withFirstScripts(result)).toBe(result);
  expect(scriptHashes(result)).toHaveLength(1);
});
