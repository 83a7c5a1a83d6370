import { describe, expect, it } from "vitest";
import { prepareSelect } from "./prepareSelect.ts";

describe("a template of a TypeScript cell", () => {
  it("is one SELECT", () => {
    expect(prepareSelect("select {{ a }} from t", { a: 1 })).toEqual({
      sql: "select 1 from t",
      reads: ["t"],
      zones: [],
    });
    expect(() => prepareSelect("drop table t", {})).toThrow(/SELECT/);
    expect(() => prepareSelect("select 1; select 2", {})).toThrow(/one SELECT/);
  });

  it("reads the relation of a source where it names its file or address", () => {
    const lookup = (path: string) => (path === "s3://b/x.parquet" || path === "a.csv" ? "my source" : null);
    const sql = "select {{p0}} from 's3://b/x.parquet' join read_csv('a.csv') using (id)";
    expect(prepareSelect(sql, { p0: "'" }, lookup)).toMatchObject({
      sql: `select '''' from "my source" join "my source" using (id)`,
      reads: ["my source"],
    });
    expect(() => prepareSelect("from 's3://b/other.parquet'", {}, lookup)).toThrow(/no source at s3:/);
    expect(() => prepareSelect("from read_csv({{p0}})", { p0: "a.csv" }, lookup)).toThrow(/named as text/);
  });

  it("may make rows of its arguments", () => {
    expect(prepareSelect("from range(3) r, unnest([1]) u, generate_series(1, 2) g", {}).reads).toEqual([]);
    expect(prepareSelect("select unnest(tags) from t, lateral range(t.n)", {}).reads).toEqual(["t"]);
  });

  it.each([
    "select * from query('select * from hidden')",
    "select * from QUERY ('from hidden')",
    `select * from "query"('from hidden')`,
    "select * from system.main.query('from hidden')",
    "select * from query/* by another way */('from hidden')",
    "select * from query_table('hidden')",
    "select * from query_table(['hidden'])",
    "from t join query_table('hidden') on true",
    "from t, lateral query_table('hidden')",
    "from t a, t b join t c on true, query_table('hidden')",
    "select (from query('from hidden'))",
    "select 1 where 1 in (select n from query('from hidden'))",
    "with q as (from query('from hidden')) from q",
    "from t union all by name from query('from hidden')",
    "from histogram_values('hidden', n)",
    "from read_text('src/*')",
    "from glob('src/**')",
    "from duckdb_views()",
    "from pragma_table_info('hidden')",
    "from 'src/1/a.csv'",
  ])("cannot read what it does not name: %s", (text) => {
    expect(() => prepareSelect(text, {})).toThrow(/A sql template|The notebook has no file/);
  });
});
