import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./fixtures.ts";

const jsonFile = "duckdb-ext/v1.4.3/wasm_eh/json.duckdb_extension.wasm";

test("a statement that needs DuckDB's json extension works, or says so where the build does not carry it", async ({
  app,
  notebook,
}) => {
  await notebook.startEmpty();
  await notebook.addSql("picked", `select '{"a": [1, 2]}'::JSON ->> '$.a[1]' as v`);
  await notebook.runAll();
  if (existsSync(join(app.folder, jsonFile))) {
    await notebook.expectDone("picked");
    expect(await notebook.rowsOf("picked")).toEqual([["2"]]);
    await expect(notebook.page.getByTitle(/DuckDB v1\.4\.3 with json/)).toBeVisible();
  } else {
    await notebook.expectFailed("picked", /needs DuckDB's json extension/);
    await expect(notebook.page.getByText("Files need no extension")).toBeVisible();
  }
});

test("the engine asks for no extension that the build does not carry", async ({ app, notebook, page }) => {
  const asked: string[] = [];
  page.context().on("request", (request) => asked.push(new URL(request.url()).pathname));
  await notebook.startEmpty();
  await notebook.addSql("one", "select 1 as n");
  await notebook.runAll();
  await notebook.expectDone("one");
  const wanted = asked.filter((path) => path.startsWith("/duckdb-ext/"));
  expect(wanted.filter((path) => !existsSync(join(app.folder, path)))).toEqual([]);
});
