import { expect, test } from "vitest";
import { frameProblem, headersFor } from "./headers.mjs";

const policy = (path, hashes, options) => headersFor(path, hashes, options)["Content-Security-Policy"];
const hash = "'sha256-AAAA'";

test("a page runs its own files and the inline scripts named by hash, and may not be framed", () => {
  const text = policy("/", [hash]);
  expect(text).toContain(`script-src 'self' ${hash} 'wasm-unsafe-eval';`);
  expect(text).toContain("frame-ancestors 'none'");
  expect(text).toContain("require-trusted-types-for 'script'");
  expect(text).not.toMatch(/script-src [^;]*'unsafe-(eval|inline)'/);
});

test("a page reaches its own origin only", () => {
  expect(policy("/", [])).toContain("connect-src 'self';");
});

test("only pages carry the opener policy", () => {
  expect(headersFor("/", [])["Cross-Origin-Opener-Policy"]).toBe("same-origin");
  expect(headersFor("/404.html", [])["Cross-Origin-Opener-Policy"]).toBe("same-origin");
  expect(headersFor("/sandbox/", [hash])["Cross-Origin-Opener-Policy"]).toBeUndefined();
});

test("every script has a policy of its own, since a worker lives under that of its response", () => {
  const expected = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  expect(policy("/_next/static/chunks/a.js", [])).toBe(expected);
  expect(policy("/duckdb/1.32.0/duckdb-browser-eh.worker.js", [])).toBe(expected);
});

test("the service worker reaches https, and plain loopback only when served on this machine", () => {
  expect(policy("/sw.js", [])).toMatch(/connect-src 'self' https:$/);
  expect(policy("/sw.js", [], { loopback: true })).toMatch(
    /connect-src 'self' https: http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\*$/,
  );
});

test("strict transport is asked for everywhere but on this machine", () => {
  expect(headersFor("/", [])["Strict-Transport-Security"]).toBe("max-age=31536000");
  expect(headersFor("/", [], { loopback: true })["Strict-Transport-Security"]).toBeUndefined();
});

test("both frames have an opaque origin, no network and no allowance for the app's files", () => {
  for (const path of ["/sandbox/", "/output/"]) {
    const headers = headersFor(path, [hash]);
    expect(frameProblem(path, headers)).toBeNull();
    expect(headers["Content-Security-Policy"]).toContain("connect-src 'none'");
    expect(headers["Cross-Origin-Resource-Policy"]).toBe("cross-origin");
    expect(headers["Connection-Allowlist"]).toBe("()");
  }
});

test("the sandbox may evaluate code and the output frame may not", () => {
  expect(policy("/sandbox/", [hash])).toContain("'unsafe-eval'");
  expect(policy("/output/", [hash])).not.toContain("'unsafe-eval'");
});

test("a frame policy that would share the app's origin or files is found", () => {
  const withPolicy = (text) => ({ "Content-Security-Policy": text });
  expect(
    frameProblem("/sandbox/", withPolicy(`sandbox allow-scripts allow-same-origin; script-src ${hash}`)),
  ).toMatch(/origin/);
  expect(frameProblem("/output/", withPolicy(`script-src ${hash}`))).toMatch(/sandbox allow-scripts/);
  expect(frameProblem("/output/", withPolicy(`sandbox allow-scripts; script-src 'self' ${hash}`))).toMatch(
    /'self'/,
  );
  expect(frameProblem("/output/", withPolicy("sandbox allow-scripts; script-src 'none'"))).toMatch(
    /no script hash/,
  );
});

test("files under a version or a content hash are kept for a year, the rest is asked for again", () => {
  expect(headersFor("/duckdb/1.32.0/duckdb-eh.wasm", [])["Cache-Control"]).toContain("immutable");
  expect(headersFor("/_next/static/chunks/a.js", [])["Cache-Control"]).toContain("immutable");
  expect(headersFor("/", [])["Cache-Control"]).toBe("no-cache");
  expect(headersFor("/sw.js", [])["Cache-Control"]).toBe("no-cache");
});

test("the embedded page may be framed by any https site, and is nothing to anybody", () => {
  const headers = headersFor("/embed/", [hash]);
  expect(frameProblem("/embed/", headers)).toBeNull();
  expect(headers["Content-Security-Policy"]).toMatch(/frame-ancestors https:$/);
  expect(headers["Content-Security-Policy"]).toContain("connect-src 'none'");
  expect(headers["Cross-Origin-Opener-Policy"]).toBeUndefined();
  expect(headers["Cross-Origin-Resource-Policy"]).toBe("cross-origin");
  expect(policy("/embed/", [hash], { loopback: true })).toMatch(
    /frame-ancestors https: http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\*$/,
  );
});

test("an embedded page that would share the app's origin is found, and a frame that may open windows", () => {
  const embed = headersFor("/embed/", [hash]);
  const changed = (name, text) => ({ "Content-Security-Policy": text.replace("allow-scripts", name) });
  const own = changed("allow-scripts allow-same-origin", embed["Content-Security-Policy"]);
  expect(frameProblem("/embed/", own)).toMatch(/origin/);
  expect(frameProblem("/sandbox/", embed)).toMatch(/sandbox allow-scripts/);
});

test("a file of the user's folder never runs", () => {
  expect(policy("/folder/page.md", [])).toBe("default-src 'none'; sandbox");
});
