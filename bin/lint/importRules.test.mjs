import { expect, test } from "vitest";
import { importProblems, importsOf } from "./importRules.mjs";

const messages = (file, source) => importProblems(file, source).map(({ message }) => message);

test("imports of every form are found, with the line of their target", () => {
  const source = [
    'import "./a.ts";',
    'import type { B } from "./b.ts";',
    "import {",
    "  c,",
    '} from "./c.ts";',
    'export { d } from "./d.ts";',
    'export * as e from "./e.ts";',
    'const f = await import("./f.ts");',
  ].join("\n");
  expect(importsOf(source)).toEqual([
    { target: "./a.ts", line: 1 },
    { target: "./b.ts", line: 2 },
    { target: "./c.ts", line: 5 },
    { target: "./d.ts", line: 6 },
    { target: "./e.ts", line: 7 },
    { target: "./f.ts", line: 8 },
  ]);
});

test("a commented import is no import", () => {
  expect(importsOf('// import "./a.ts";\n/* import "./b.ts"; */')).toEqual([]);
});

test("lib may not import components, also not as a type or by the @ alias", () => {
  expect(messages("lib/run/runner.ts", 'import type { A } from "../../components/A.tsx";')).toHaveLength(1);
  expect(messages("lib/run/runner.ts", 'import { A } from "@/components/A.tsx";')).toHaveLength(1);
});

test("components may import lib, and workers may not import components", () => {
  expect(messages("components/grid/Grid.tsx", 'import { a } from "../../lib/table/a.ts";')).toEqual([]);
  expect(messages("workers/engine/run.ts", 'import { A } from "../../components/A.tsx";')).toHaveLength(1);
});

test("only workers, bin, bench and tests know DuckDB", () => {
  const source = 'import * as duckdb from "@duckdb/duckdb-wasm";';
  expect(messages("lib/sql/quote.ts", source)).toHaveLength(1);
  expect(messages("components/NotebookApp.tsx", source)).toHaveLength(1);
  expect(messages("workers/engine/duckHost.ts", source)).toEqual([]);
  expect(messages("lib/sql/quote.test.ts", source)).toEqual([]);
  expect(messages("lib/sql/testing/nativeDuckDB.ts", source)).toEqual([]);
});

test("comlink stays in its two files", () => {
  const source = 'import { wrap } from "comlink";';
  expect(messages("lib/browser/connectEngine.ts", source)).toEqual([]);
  expect(messages("workers/engine/serveEngine.ts", source)).toEqual([]);
  expect(messages("lib/browser/sandboxFrame.ts", source)).toHaveLength(1);
});

test("lib knows no React", () => {
  expect(messages("lib/store/store.ts", 'import { useState } from "react";')).toHaveLength(1);
  expect(messages("lib/store/store.ts", 'import { createStore } from "zustand/vanilla";')).toEqual([]);
});

test("the parts that stand alone use sql, engine and table only", () => {
  expect(messages("lib/chart/chartQuery.ts", 'import { quote } from "../sql/quote.ts";')).toEqual([]);
  expect(messages("lib/chart/chartQuery.ts", 'import { a } from "./firstChart.ts";')).toEqual([]);
  expect(messages("lib/chart/chartQuery.ts", 'import { a } from "../store/state.ts";')).toHaveLength(1);
});

test("browser globals are refused in lib outside lib/browser, and a notebook called document is not one", () => {
  expect(messages("lib/run/runner.ts", "window.alert(1);")).toEqual([
    "uses window: only lib/browser/ knows the browser.",
  ]);
  expect(messages("lib/browser/storage.ts", "localStorage.getItem(key);")).toEqual([]);
  expect(messages("lib/notebook/commands.ts", "document.cells.map(f); // window.x")).toEqual([]);
  expect(messages("lib/notebook/commands.ts", 'const text = "window.open";')).toEqual([]);
  expect(messages("lib/notebook/commands.ts", "view.window.size;")).toEqual([]);
});
