import { describe, expect, it } from "vitest";
import { checkPackageAddress, importedUrl, packageUrl } from "./packageAddress.ts";

const name = { name: "@scope/a", version: "1.2.3", path: "" };

describe("the address of packages", () => {
  it("is kept as a folder, or with a place for the package", () => {
    const checked = (text: string) => checkPackageAddress(text, false);
    expect(checked(" https://esm.example.org ")).toEqual({ ok: true, value: "https://esm.example.org/" });
    const placed = checked("https://cdn.example.org/npm/{package}/+esm?x=1");
    expect(placed).toEqual({ ok: true, value: "https://cdn.example.org/npm/{package}/+esm?x=1" });
    expect(packageUrl("https://esm.example.org/", { ...name, path: "b/c.js" }).href).toBe(
      "https://esm.example.org/@scope/a@1.2.3/b/c.js",
    );
    expect(packageUrl("https://cdn.example.org/npm/{package}/+esm", name).href).toBe(
      "https://cdn.example.org/npm/@scope/a@1.2.3/+esm",
    );
  });

  const refused = [
    "esm.example.org",
    "http://esm.example.org/",
    "https://me:secret@esm.example.org/",
    "https://192.168.0.7/",
    "https://localhost:8080/",
    "file:///tmp/",
    "https://{package}/",
    "https://a b/",
    "https://esm.example.org/?to=",
    "javascript:alert(1)",
    "",
  ];
  for (const text of refused)
    it(`is not ${text || "nothing"}`, () => expect(checkPackageAddress(text, false).ok).toBe(false));

  it("may be one of this machine where the app is served from it", () => {
    expect(checkPackageAddress("http://127.0.0.1:8080/", true).ok).toBe(true);
    expect(checkPackageAddress("http://127.0.0.1:8080/", false).ok).toBe(false);
  });
});

describe("what a module imports", () => {
  const from = new URL("https://esm.example.org/a@1.2.3/x/main.js");
  const to = (specifier: string) => {
    const found = importedUrl(specifier, from);
    return found.ok ? found.value.href : found.error.message;
  };

  it("is an address at the same host", () => {
    expect(to("./b.js")).toBe("https://esm.example.org/a@1.2.3/x/b.js");
    expect(to("../b.js#part")).toBe("https://esm.example.org/a@1.2.3/b.js");
    expect(to("/other@1.0.0?x")).toBe("https://esm.example.org/other@1.0.0?x");
    expect(to("https://esm.example.org/c.js")).toBe("https://esm.example.org/c.js");
  });

  it("is refused with its reason where it is anything else", () => {
    expect(to("https://evil.example/x.js")).toContain("only esm.example.org was allowed");
    expect(to("//evil.example/x.js")).toContain("only esm.example.org was allowed");
    expect(to("http://esm.example.org/x.js")).toContain("only esm.example.org was allowed");
    expect(to("lodash")).toContain('imports "lodash", which is no address');
    expect(to("data:text/javascript,1")).toContain("which is no address");
    expect(to("node:fs")).toContain("of Node.js");
  });
});
