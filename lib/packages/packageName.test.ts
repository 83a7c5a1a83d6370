import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packagesIn, parsePackageName } from "./packageName.ts";

const problem = (text: string) => {
  const parsed = parsePackageName(text);
  return parsed.ok ? parsed.value : parsed.error.message;
};

describe("the name of a package in an import", () => {
  it("is a name, an exact version and perhaps a path", () => {
    expect(problem("npm:lodash-es@4.17.21")).toEqual({ name: "lodash-es", version: "4.17.21", path: "" });
    expect(problem("npm:@scope/a.b@0.0.1-rc.1+build/x/y.mjs")).toEqual({
      name: "@scope/a.b",
      version: "0.0.1-rc.1+build",
      path: "x/y.mjs",
    });
  });

  const refused: [text: string, why: RegExp][] = [
    ["lodash", /nothing by that name/],
    ["./other.ts", /nothing by that name/],
    ["https://evil.example/x.js", /no addresses/],
    ["//evil.example/x.js", /no addresses/],
    ["data:text/javascript,1", /no addresses/],
    ["node:fs", /no addresses/],
    ["npm:lodash", /names no version/],
    ["npm:lodash@", /names no version/],
    ["npm:lodash@latest", /no exact version/],
    ["npm:lodash@^4.17.21", /no exact version/],
    ["npm:lodash@4", /no exact version/],
    ["npm:lodash@4.17.x", /no exact version/],
    ["npm:lodash@01.2.3", /no exact version/],
    ["npm:lodash@1.2.3 || 2", /no exact version/],
    ["npm:@1.2.3", /names no package/],
    ["npm:../x@1.2.3", /names no package/],
    ["npm:Lodash@1.2.3", /names no package/],
    ["npm:a@1.2.3/../../b", /names no file/],
    ["npm:a@1.2.3/x?y=z", /names no file/],
    ["npm:a@1.2.3/%2e%2e/b", /names no file/],
    ["npm:a@1.2.3/x\\y", /names no file/],
    ["npm:a@1.2.3/", /names no file/],
    ["npm:a@1.2.3/.hidden", /names no file/],
  ];
  for (const [text, why] of refused) it(`refuses ${text}`, () => expect(problem(text)).toMatch(why));

  it("holds nothing that an address could be made of: no dots that climb, no query, no other host", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `npm:a@1.2.3/${text}`),
          fc.webUrl().map((url) => `npm:${url}@1.0.0`),
        ),
        (text) => {
          const parsed = parsePackageName(text);
          if (!parsed.ok) return;
          const { name, version, path } = parsed.value;
          const url = new URL(`https://host.example/base/${name}@${version}${path && `/${path}`}`);
          expect(url.origin).toBe("https://host.example");
          expect(url.pathname).toBe(`/base/${name}@${version}${path && `/${path}`}`);
          expect(url.search + url.hash).toBe("");
        },
      ),
    );
  });

  it("is found in a text before that is read as code", () => {
    expect(
      packagesIn(
        `import a from "npm:a@1.0.0"; await import('npm:b@2.0.0'); import c from "npm:a@1.0.0"; "npm: no"`,
      ),
    ).toEqual(["npm:a@1.0.0", "npm:b@2.0.0"]);
  });
});
