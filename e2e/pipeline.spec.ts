import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./fixtures.ts";
import { openNative, quoted } from "./nativeDuckDb.ts";

const samples = fileURLToPath(new URL("../public/samples", import.meta.url));

test("the welcome notebook goes out as SQL that native DuckDB runs to the same rows, as Python and as a dbt project", async ({
  page,
  notebook,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  await notebook.open();
  await notebook.runAll();
  const saved = async (form: string) => {
    const download = page.waitForEvent("download");
    await page.getByRole("dialog", { name: "Share" }).getByRole("button", { name: form }).click();
    const finished = await download;
    return { name: finished.suggestedFilename(), bytes: readFileSync(await finished.path()) };
  };
  await notebook.button("Share").click();
  const sql = await saved("SQL for DuckDB");
  expect(sql.name).toBe("Shop-events.pipeline.sql");
  const python = await saved("Python");
  expect(python.bytes.toString()).toContain("import duckdb");
  const dbt = await saved("dbt project");
  expect([dbt.name, dbt.bytes.subarray(0, 2).toString()]).toEqual(["Shop-events.dbt.zip", "PK"]);

  const script = sql.bytes.toString();
  const folder = mkdtempSync(join(tmpdir(), "eider-pipeline-"));
  const native = await openNative();
  await native.run(`set file_search_path = ${quoted(`${samples},${folder}`)}`);
  // What TypeScript made goes by a file, as the script says.
  for (const [, name = ""] of script.matchAll(/read_parquet\('(\w+)\.parquet'\)/g)) {
    if (name === "products") continue;
    const bytes = await (await notebook.eider()).evaluate(async (eider, relation) => {
      const blob = await eider.export(relation, { format: "parquet" });
      return [...new Uint8Array(await blob.arrayBuffer())];
    }, name);
    writeFileSync(join(folder, `${name}.parquet`), Buffer.from(bytes));
  }
  await native.run(script);
  const made = [...script.matchAll(/^CREATE OR REPLACE (?:TABLE|VIEW) (\w+) AS$/gm)].map(
    ([, name = ""]) => name,
  );
  expect(made.length).toBeGreaterThan(5);
  for (const name of made) {
    const all = { offset: 0, limit: 10_000 };
    const [here, there] = [await notebook.rowsOf(name, all), await native.texts(`from ${name}`)];
    expect([name, there.map(String).sort()]).toEqual([name, here.map(String).sort()]);
  }
  native.close();
  rmSync(folder, { recursive: true });
});
