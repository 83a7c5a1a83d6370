import { afterAll, describe, expect, it } from "vitest";
import { errorPosition } from "./errorPosition.ts";
import { neededExtension } from "./neededExtension.ts";
import { WasmDuckDB } from "./testing/wasmDuckDB.ts";

const engine = new WasmDuckDB([
  "create table t as select 1 as a, '{}' as j, 2 as json",
  "create table doc(x integer, y integer[])",
  "set enable_external_access=false",
]);
afterAll(() => engine.stop());

/** DuckDB's own refusal of a statement, placed; the text under the place is what the user sees underlined. */
async function refused(sql: string) {
  const answer = await engine.query(sql);
  if (answer.status !== "error") throw new Error(`${sql} came to ${JSON.stringify(answer)}`);
  const placed = errorPosition(answer.message, sql, (offset) => offset, sql);
  const { line, column = 0, length = 0 } = placed;
  const text =
    line === undefined ? null : (sql.split("\n")[line - 1] ?? "").slice(column - 1, column - 1 + length);
  return { ...placed, text };
}

describe("what needs an extension says which, at its place", () => {
  it.each([
    ["select '{}'::JSON", "json", "JSON", "The type JSON"],
    ["select json, cast(j as json) from t", "json", "json", "The type json"],
    ["select a as json,\n  try_cast(j as JSON[]) from t", "json", "JSON", "The type JSON"],
    ["create table k(a integer, b JSON)", "json", "JSON", "The type JSON"],
    ["select {a: j}::STRUCT(a JSON) from t", "json", "JSON", "The type JSON"],
    ["select json_extract(j, '$.a') from t", "json", "json_extract", "json_extract"],
    ["select j.json_extract('$.a') from t", "json", "json_extract", "json_extract"],
    ["select list_transform([1], x -> x + 1), j -> 'a' from t", "json", "->", "json_extract"],
    ["select j ->> 'a' from t", "json", "->>", "The operator ->>"],
    ["select json_serialize_sql('select 1')", "json", "json_serialize_sql", "json_serialize_sql"],
    ["select json, json('{}') from t", "json", "json", "json"],
    ["from read_json('nowhere.json')", "json", "read_json", "read_json"],
    ["from t,\n  json_each(j)", "json", "json_each", "json_each"],
    ["copy t to 'x.json' (format json)", "json", "json", "COPY in the format json"],
    ["copy t to 'x.data' (format 'parquet')", "parquet", "'parquet'", "COPY in the format parquet"],
    ["copy t to 'x.parquet'", "parquet", "copy", "COPY in the format parquet"],
    ["copy t to 'x.xlsx' (format xlsx)", "excel", "xlsx", "COPY in the format xlsx"],
    ["from read_parquet('x.parquet')", "parquet", "read_parquet", "read_parquet"],
    ["from parquet_metadata('x.parquet')", "parquet", "parquet_metadata", "parquet_metadata"],
    ["from read_xlsx('x.xlsx')", "excel", "read_xlsx", "read_xlsx"],
    ["select st_point(1, 2)", "spatial", "st_point", "st_point"],
    ["select a::GEOMETRY from t", "spatial", "GEOMETRY", "The type GEOMETRY"],
    ["from sqlite_scan('a.db', 't')", "sqlite_scanner", "sqlite_scan", "sqlite_scan"],
    ["attach 'a.db' (type sqlite)", "sqlite", "sqlite", "ATTACH of type sqlite"],
    ["attach 'host=x' as p (type postgres, read_only)", "postgres", "postgres", "ATTACH of type postgres"],
    ["create secret (type s3)", "httpfs", "s3", "A secret of type s3"],
    ["select 'a' < 'b' collate de", "icu", "de", "The collation de"],
    ["select stem('running', 'english')", "fts", "stem", "stem"],
    ["pragma create_fts_index('t', 'a', 'j')", "fts", "create_fts_index", "create_fts_index"],
  ])("%s", async (sql, extension, text, subject) => {
    const error = await refused(sql);
    expect(error.message).toBe(
      `${subject} needs DuckDB's ${extension} extension, which the engine in this tab does not have.`,
    );
    expect(error.text).toBe(text);
    expect(error.hint).not.toMatch(/INSTALL|autoload/);
  });
});

describe("what needs no extension", () => {
  it.each([
    "select nope(1)",
    "select j::NOPE from t",
    "copy t to 'x' (format nope)",
    "select nope from t",
    "attach 'nowhere.db' as n",
  ])("%s keeps DuckDB's own words", async (sql) => {
    const error = await refused(sql);
    expect(error.message).not.toMatch(/needs DuckDB's/);
    expect(error.message).toMatch(/^\w[\w ]+ Error: /);
  });

  it("a view that needs one is told without a place", () => {
    const message =
      'Catalog Error: Type with name "JSON" is not in the catalog, but it exists in the json extension.\n\nINSTALL json;';
    const error = errorPosition(message, "from v", (offset) => offset, "from v");
    expect(error.message).toContain("The type JSON needs DuckDB's json extension");
    expect(error.line).toBeUndefined();
    expect(neededExtension("Out of Memory Error: no extension of memory")).toBeNull();
  });
});
