import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Column, ExportFormat } from "../engine/protocol.ts";
import { everyScalar } from "../ingest/testing/everyType.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../ingest/testing/nativeDuckDb.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import { textProjection } from "../table/textProjection.ts";
import { exportProjection } from "./exportProjection.ts";
import { exportWriters } from "./exportWriters.ts";

const require = createRequire(import.meta.url);
const wasmModule = readFileSync(require.resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));

/** Types that DuckDB-WASM's results cannot carry even as values of a table. */
const scalars = Object.entries(everyScalar);

describe("an exported relation, read back by native DuckDB, is the relation", () => {
  let wasm: WasmDuckDb;
  let native: NativeDuckDb;
  const folder = mkdtempSync(join(tmpdir(), "eider-export-"));
  beforeAll(async () => {
    wasm = await openWasmDuckDb();
    native = await openNativeDuckDb();
    // One table a type: its values, NULL, and the values in a list, a struct and a map.
    scalars.forEach(([type, values], i) => {
      const rows = [...values, `NULL::${type}`].map((value) => `(${value}::${type})`).join(", ");
      wasm.run(
        `create table t${i} as select v, [v, NULL] as l, {'a b': v, 'n': NULL::INTEGER} as s, map(['k'], [v]) as m, [{'x': [v]}] as deep from (values ${rows}) t(v)`,
      );
    });
    wasm.run("create table empty_t as select 1 as a, 'x' as b, [1] as c where false");
    wasm.run(
      "create table mixed as select range::INTEGER as id, case when range % 3 = 0 then NULL when range % 3 = 1 then '' else 'x' || range end as t, range / 7.0 as d, range % 2 = 0 as b from range(5000)",
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function columnsOf(table: string): Column[] {
    return wasm
      .texts(`select column_name::varchar, column_type::varchar from (describe ${table})`)
      .map(([name, type]) => ({ name: name ?? "", type: type ?? "" }));
  }

  function textsOf(table: string): (string | null)[][] {
    return wasm.texts(`select ${textProjection(columnsOf(table)).join(", ")} from ${table}`);
  }

  async function exported(
    table: string,
    format: ExportFormat,
  ): Promise<{ path: string; columns: Column[]; bytes: Uint8Array }> {
    const columns = columnsOf(table);
    const wide = new Set(columns.filter(({ type }) => type === "HUGEINT").map(({ name }) => name));
    const { select } = exportProjection(format, columns, wide);
    const stream = wasm.stream(`select ${select.join(", ")} from ${table}`);
    const chunks: Uint8Array[] = [];
    for await (const chunk of exportWriters[format](stream, columns, { wasm: wasmModule, relation: table }))
      chunks.push(chunk.slice());
    const bytes = Buffer.concat(chunks);
    const path = join(folder, `${table}.${format}`);
    writeFileSync(path, bytes);
    return { path, columns, bytes };
  }

  const typesOf = (columns: readonly Column[]) =>
    `{${columns.map(({ name, type }) => `${quoteLiteral(name)}: ${quoteLiteral(type)}`).join(", ")}}`;
  const castBack = (columns: readonly Column[]) =>
    columns
      .map(({ name, type }) => `${quoteIdentifier(name)}::${type} as ${quoteIdentifier(name)}`)
      .join(", ");

  async function readBack(table: string, format: ExportFormat): Promise<(string | null)[][]> {
    const { path, columns } = await exported(table, format);
    if (format === "csv" || format === "tsv") {
      const text = columns.map(({ name }) => `${quoteLiteral(name)}: 'VARCHAR'`).join(", ");
      const read = `read_csv(${quoteLiteral(path)}, header=true, auto_detect=false, delim='${format === "csv" ? "," : "\t"}', quote='"', escape='"', columns={${text}}, allow_quoted_nulls=false)`;
      return (await native.read(`select * from ${read}`)).rows;
    }
    if (format === "sql") {
      await native.run(`drop table if exists ${table}`);
      await native.run(readFileSync(path, "utf8"));
      return (await native.read(`select * from ${table}`)).rows;
    }
    if (format === "ndjson" || format === "json") {
      // JSON strings that DuckDB's reader does not take for these types are cast back from text.
      const asText = columns.map(({ name, type }) => ({
        name,
        type: type.replace(/\b(BLOB|BIT|BIGNUM)\b/g, "VARCHAR"),
      }));
      const read = `read_json(${quoteLiteral(path)}, format='${format === "json" ? "array" : "newline_delimited"}', columns=${typesOf(asText)})`;
      return (await native.read(`select ${castBack(columns)} from ${read}`)).rows;
    }
    return (await native.read(`select ${castBack(columns)} from read_parquet(${quoteLiteral(path)})`)).rows;
  }

  it.each(scalars.map(([type], i) => [type, `t${i}`]))("CSV: %s", async (_type, table) => {
    expect(await readBack(table, "csv")).toEqual(textsOf(table));
  });

  it.each(scalars.map(([type], i) => [type, `t${i}`]))("Parquet: %s", async (_type, table) => {
    expect(await readBack(table, "parquet")).toEqual(textsOf(table));
  });

  it.each(scalars.map(([type], i) => [type, `t${i}`]))("NDJSON: %s", async (_type, table) => {
    expect(await readBack(table, "ndjson")).toEqual(textsOf(table));
  });

  it.each(scalars.map(([type], i) => [type, `t${i}`]))("SQL: %s", async (_type, table) => {
    expect(await readBack(table, "sql")).toEqual(textsOf(table));
  });

  it.each(["csv", "tsv", "parquet", "ndjson", "json", "sql"] as const)(
    "%s: NULL apart from '', many batches, no rows",
    async (format) => {
      expect(await readBack("mixed", format)).toEqual(textsOf("mixed"));
      expect(await readBack("empty_t", format)).toEqual([]);
    },
  );

  it("Arrow: a file that apache-arrow reads, with all rows and columns", async () => {
    const { bytes } = await exported("mixed", "arrow");
    expect(new TextDecoder().decode(bytes.subarray(0, 6))).toBe("ARROW1");
    const table = tableFromIPC(bytes);
    expect([table.numRows, table.schema.names]).toEqual([5000, ["id", "t", "d", "b"]]);
    expect([
      table.getChild("t")?.get(0),
      table.getChild("t")?.get(1),
      table.getChild("t")?.get(4997),
    ]).toEqual([null, "", "x4997"]);
  });

  it("a CSV made safe for spreadsheets has no cell that one would run as a formula", async () => {
    wasm.run(
      "create table formulas as select * from (values ('=1+1'), ('+x'), ('-x'), ('@a'), (chr(9) || 'x'), ('-5'), ('plain')) t(v)",
    );
    const columns = columnsOf("formulas");
    const stream = wasm.stream("select v from formulas");
    let text = "";
    for await (const chunk of exportWriters.csv(stream, columns, { safe: true }))
      text += new TextDecoder().decode(chunk);
    expect(text.split("\n")).toEqual([
      "v",
      '"\'=1+1"',
      '"\'+x"',
      '"\'-x"',
      '"\'@a"',
      '"\'\tx"',
      "-5",
      "plain",
      "",
    ]);
  });
});
