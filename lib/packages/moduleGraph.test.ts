import { describe, expect, it } from "vitest";
import { readModule } from "../typescript/readModule.ts";
import { LinkedModules } from "./linkModules.ts";
import { fetchModuleGraph, graphLimits } from "./moduleGraph.ts";

/** Fetches the graph of `main.js` from files of a host, each after as many turns as its place says. */
async function graphOf(
  files: Record<string, string>,
  host = "https://esm.example.org",
  slow: readonly string[] = [],
) {
  const asked: string[] = [];
  const fetchBytes = async (url: URL) => {
    asked.push(url.pathname);
    for (let turn = slow.indexOf(url.pathname); turn >= 0; turn--) await Promise.resolve();
    const code = files[url.pathname];
    if (code === undefined)
      return { ok: false as const, error: { code: "file" as const, message: `no ${url.pathname}` } };
    return { ok: true as const, value: new TextEncoder().encode(code) };
  };
  const graph = await fetchModuleGraph(
    new URL("/main.js", host),
    fetchBytes,
    readModule,
    new AbortController().signal,
  );
  return { graph, asked };
}

async function exportsOf(files: Record<string, string>): Promise<LinkedModules> {
  const { graph } = await graphOf(files);
  if (!graph.ok) throw new Error(graph.error.message);
  return new LinkedModules({ roots: { p: graph.value.root }, modules: graph.value.modules });
}

const small = {
  "/main.js":
    'import { b } from "./b.js"; export * from "/c.js"; export const a = () => b + 1; export default class A {}',
  "/b.js": 'import c, { count } from "./c.js"; export let b = c * 2; export const seen = () => count;',
  "/c.js":
    "let count = 0; export { count }; export const up = () => { count++; }; export default 20; const later = () => import('./d.js'); export { later };",
  "/d.js": 'import { b } from "./b.js"; export const d = b + 2;',
};

describe("a package with all that it imports", () => {
  it("is fetched once a module, import() included, and runs as modules do", async () => {
    const { asked } = await graphOf(small);
    expect(asked.toSorted()).toEqual(["/b.js", "/c.js", "/d.js", "/main.js"]);
    const linked = await exportsOf(small);
    const all = linked.namespace("p") as {
      a(): number;
      up(): void;
      count: number;
      later(): Promise<{ d: number }>;
    };
    expect(all.a()).toBe(41);
    all.up();
    expect(all.count).toBe(1);
    expect((await all.later()).d).toBe(42);
    expect(linked.exported("p", "default")).toBeTypeOf("function");
    expect(() => linked.exported("p", "nope")).toThrow('"p" exports no "nope".');
    expect(() => linked.namespace("q")).toThrow(/are not possible/);
  });

  it("may import itself in a circle", async () => {
    const linked = await exportsOf({
      "/main.js": 'import { odd } from "./odd.js"; export const even = (n) => n === 0 || odd(n - 1);',
      "/odd.js": 'import { even } from "./main.js"; export const odd = (n) => n !== 0 && even(n - 1);',
    });
    expect((linked.exported("p", "even") as (n: number) => boolean)(10)).toBe(true);
  });

  it("has a hash of its code alone: not of its host, nor of what came first", async () => {
    const hashes = await Promise.all([
      graphOf(small),
      graphOf(small, "https://other.example"),
      graphOf(small, undefined, ["/b.js", "/c.js"]),
      graphOf({ ...small, "/d.js": `${small["/d.js"]} ` }),
    ]);
    const [first, ...others] = hashes.map(({ graph }) => (graph.ok ? graph.value.hash : ""));
    expect(first).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(others.map((hash) => hash === first)).toEqual([true, true, false]);
  });

  const refused: [what: string, files: Record<string, string>, why: RegExp][] = [
    [
      "another host",
      { "/main.js": 'import "https://evil.example/x.js";' },
      /only esm\.example\.org was allowed/,
    ],
    ["a bare name", { "/main.js": 'import "react";' }, /imports "react", which is no address/],
    ["what is not there", { "/main.js": 'import "./gone.js";' }, /no \/gone\.js/],
    ["a page of HTML", { "/main.js": "<!doctype html>" }, /it is no JavaScript module/],
    ["import.meta", { "/main.js": "export default import.meta.url;" }, /import\.meta/],
    ["await at its top", { "/main.js": "export const a = await 1;" }, /await at its top/],
    [
      "names of its own that stand in the way",
      { "/main.js": "const module = 1; export { module };" },
      /called module/,
    ],
  ];
  for (const [what, files, why] of refused) {
    it(`refuses ${what}`, async () => {
      const { graph } = await graphOf(files);
      expect(graph.ok ? "" : graph.error.message).toMatch(why);
    });
  }

  it("ends where a package is too large", async () => {
    const many = Object.fromEntries(
      Array.from({ length: graphLimits.modules + 5 }, (_, i) => [
        i === 0 ? "/main.js" : `/${i}.js`,
        `import "/${i + 1}.js";`,
      ]),
    );
    const { graph, asked } = await graphOf(many);
    expect(graph.ok ? "" : graph.error.message).toMatch(/more than 2000 modules/);
    expect(asked.length).toBeLessThanOrEqual(graphLimits.modules);
    const heavy = { "/main.js": `//${"x".repeat(graphLimits.bytes)}` };
    expect((await graphOf(heavy)).graph.ok).toBe(false);
  });
});
