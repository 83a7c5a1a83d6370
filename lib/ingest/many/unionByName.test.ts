import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDuckType } from "../../table/duckType.ts";
import { everyScalar } from "../testing/everyType.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { driftNotes } from "./driftNotes.ts";
import { duckTypeText } from "./duckTypeText.ts";
import { unifyTypes } from "./unifyTypes.ts";
import { unionByName } from "./unionByName.ts";
import { unionSql } from "./unionSql.ts";

let native: NativeDuckDb;
beforeAll(async () => {
  native = await openNativeDuckDb();
});
const folder = mkdtempSync(join(tmpdir(), "union-"));
afterAll(() => rmSync(folder, { recursive: true }));

const unified = (a: string, b: string) => duckTypeText(unifyTypes(parseDuckType(a), parseDuckType(b)));
const unquoted = (type: string | null | undefined) => type?.replaceAll('"', "").replaceAll(", ", ",");

const integers = [
  "TINYINT",
  "SMALLINT",
  "INTEGER",
  "BIGINT",
  "HUGEINT",
  "UTINYINT",
  "USMALLINT",
  "UINTEGER",
  "UBIGINT",
];
const decimals = ["DECIMAL(4,1)", "DECIMAL(18,3)", "DECIMAL(10,7)"];
const times = ["DATE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP", "TIMESTAMP_NS"];
const smaller = integers.filter((type) => type !== "HUGEINT");
const floats = ["FLOAT", "DOUBLE"];

describe("two types", () => {
  test("that DuckDB unites without changing values are united as DuckDB does", async () => {
    const small = ["TINYINT", "SMALLINT", "UTINYINT", "USMALLINT"];
    const families = [
      integers,
      [...smaller, ...decimals],
      times,
      [...times.slice(0, 4), "TIMESTAMP WITH TIME ZONE"],
      [...floats, ...small],
      ["DOUBLE", ...smaller, ...decimals],
      ["ENUM('a')", "ENUM('b')", "VARCHAR"],
      [
        "STRUCT(a INTEGER, b VARCHAR)",
        "STRUCT(b VARCHAR, A BIGINT)",
        "STRUCT(c DATE[], a SMALLINT)",
        "STRUCT(c TIMESTAMP[])",
      ],
      ["INTEGER[]", "BIGINT[]", "DOUBLE[]"],
      ["MAP(VARCHAR,INTEGER)", "MAP(VARCHAR,DOUBLE)"],
      ["STRUCT(s STRUCT(x INTEGER)[])", "STRUCT(s STRUCT(y DATE, x BIGINT)[])"],
    ];
    for (const family of families) {
      for (const a of family) {
        for (const b of family) {
          const oracle = await native.read(
            `SELECT typeof(x) FROM (SELECT NULL::${a} AS x UNION ALL BY NAME SELECT NULL::${b} AS x) LIMIT 1`,
          );
          expect([a, b, unquoted(unified(a, b))]).toEqual([a, b, unquoted(oracle.rows[0]?.[0])]);
        }
      }
    }
  });

  test.each([
    ["BOOLEAN", "INTEGER", "VARCHAR"],
    ["DATE", "INTEGER", "VARCHAR"],
    ["DATE", "TIME", "VARCHAR"],
    ["TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE", "VARCHAR"],
    ["BIGINT", "FLOAT", "DOUBLE"],
    ["DECIMAL(18,3)", "FLOAT", "DOUBLE"],
    ["HUGEINT", "UHUGEINT", "VARCHAR"],
    ["HUGEINT", "DECIMAL(4,1)", "VARCHAR"],
    ["DECIMAL(38,0)", "DECIMAL(38,38)", "VARCHAR"],
    ["INTEGER[2]", "INTEGER[3]", "INTEGER[]"],
    ["INTEGER[]", "INTEGER", "VARCHAR"],
    ["STRUCT(a INTEGER)", "VARCHAR", "VARCHAR"],
    ["STRUCT(a DATE)", "STRUCT(a INTEGER)", 'STRUCT("a" VARCHAR)'],
    ['"NULL"', "DATE", "DATE"],
  ])("%s and %s become %s, where DuckDB would change values or fail", (a, b, both) => {
    expect([unified(a, b), unified(b, a)]).toEqual([both, both]);
  });

  test("hold every value of both: cast there and back, each is what it was", async () => {
    const types = Object.keys(everyScalar).filter((type) => !/^(BIT|INTERVAL|TIME WITH)/.test(type));
    for (const a of types) {
      for (const b of types) {
        const both = unified(a, b);
        if (both === "DOUBLE" || a === b || both === "TIMESTAMP_NS" || both.endsWith("ZONE")) continue;
        // DuckDB refuses some ways back that lose nothing; it compares these as they are.
        const back = /^(DECIMAL|TIMESTAMP)/.test(both)
          ? `CAST(v AS ${both})`
          : `CAST(CAST(v AS ${both}) AS ${a})`;
        // DuckDB refuses, aloud, to make these TIMESTAMP from DATE or TIMESTAMP_MS.
        const values = everyScalar[a]?.filter((value) => !/5877642|infinity/.test(value)).join(", ");
        const { rows } = await native.read(
          `SELECT count(*) FROM (SELECT unnest([${values}]) AS v) WHERE ${back} IS DISTINCT FROM v`,
        );
        expect([a, b, both, rows[0]?.[0]]).toEqual([a, b, both, "0"]);
      }
    }
  });

  test("of any shape unite the same in either order, but for the order of fields", () => {
    const scalar = fc.constantFrom(...integers, ...decimals, ...times, "VARCHAR", "BOOLEAN");
    const { type } = fc.letrec<{ type: string }>((tie) => ({
      type: fc.oneof(
        { depthSize: "small" },
        scalar,
        tie("type").map((of) => `${of}[]`),
        fc
          .uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c"), tie("type")), {
            minLength: 1,
            maxLength: 3,
            selector: ([name]) => name,
          })
          .map((fields) => `STRUCT(${fields.map((field) => field.join(" ")).join(", ")})`),
      ),
    }));
    const sorted = (text: string) => [...text].sort().join("");
    fc.assert(
      fc.property(type, type, (a, b) => {
        expect(sorted(unified(a, b))).toBe(sorted(unified(b, a)));
        expect(unified(a, unified(a, b))).toBe(unified(a, b));
      }),
    );
  });
});

describe("many files", () => {
  const column = (name: string, type: string) => ({ name, type });

  test("have the columns of all, by name whatever its case, and NULL where a file lacks one", async () => {
    const a = "SELECT 1::INTEGER AS id, 'x' AS name";
    const b = "SELECT 'y' AS NAME, 5000000000::BIGINT AS Id, DATE '2024-01-02' AS day";
    const c = "SELECT 2::SMALLINT AS id";
    const parts = [];
    for (const [path, sql] of [
      ["a", a],
      ["b", b],
      ["c", c],
    ] as const) {
      parts.push({ path, columns: (await native.read(sql)).columns, from: `(${sql})` });
    }
    const union = unionSql(parts, { filename: null, hive: false });
    const ours = await native.read(union.selects.join(" UNION ALL "));
    const oracle = await native.read([a, b, c].join(" UNION ALL BY NAME "));
    expect(ours).toEqual(oracle);
    expect(union.columns).toEqual(oracle.columns);
  });

  test("unite as read_parquet(union_by_name) unites them", async () => {
    const selects = [
      "SELECT 1::INTEGER AS a, {'x': 1, 'y': 'p'} AS s, [1, 2] AS l",
      "SELECT 2::BIGINT AS A, {'y': 'q', 'z': DATE '2024-01-01'} AS s",
      "SELECT 1.5::DECIMAL(10,2) AS a, [3::BIGINT] AS l, TIMESTAMP '2024-01-01 10:00:00' AS t",
    ];
    const parts = [];
    for (const [index, sql] of selects.entries()) {
      const path = `${folder}/p${index}.parquet`;
      await native.run(`COPY (${sql}) TO '${path}'`);
      parts.push({ path, columns: (await native.read(sql)).columns, from: `read_parquet('${path}')` });
    }
    const { selects: ours, columns } = unionSql(parts, { filename: "filename", hive: false });
    const answer = await native.read(ours.join(" UNION ALL "));
    const oracle = await native.read(
      `SELECT * FROM read_parquet('${folder}/p*.parquet', union_by_name=true, filename=true)`,
    );
    expect(answer).toEqual(oracle);
    expect(columns.map(({ type }) => unquoted(type))).toEqual(
      oracle.columns.map(({ type }) => unquoted(type)),
    );
  });

  test("of any columns unite as DuckDB does", async () => {
    const schema = fc.uniqueArray(
      fc.tuple(
        fc.constantFrom("a", "b", "C", "d e", 'q"'),
        fc.constantFrom(...integers, ...decimals.slice(0, 1)),
      ),
      {
        minLength: 1,
        selector: ([name]) => name,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(schema, { minLength: 1, maxLength: 4 }), async (schemas) => {
        const selects = schemas.map(
          (columns) =>
            `SELECT ${columns.map(([name, type]) => `7::${type} AS "${name.replaceAll('"', '""')}"`).join(", ")}`,
        );
        const parts = schemas.map((columns, index) => ({
          path: `f${index}`,
          columns: columns.map(([name, type]) => column(name, type)),
          from: `(${selects[index]})`,
        }));
        const ours = await native.read(
          unionSql(parts, { filename: null, hive: false }).selects.join(" UNION ALL "),
        );
        const oracle = await native.read(selects.join(" UNION ALL BY NAME "));
        // Of three types in a row DuckDB may name a wider one than it needs; values and names must agree.
        expect(ours.columns.map(({ name }) => name)).toEqual(oracle.columns.map(({ name }) => name));
        expect(ours.rows.map((row) => row.map((value) => value && Number(value)))).toEqual(
          oracle.rows.map((row) => row.map((value) => value && Number(value))),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("that differ from the first are told of", () => {
    const { drift } = unionByName([
      { file: "1.csv", columns: [column("id", "BIGINT"), column("price", "DOUBLE"), column("day", "DATE")] },
      { file: "2.csv", columns: [column("day", "DATE"), column("ID", "BIGINT"), column("price", "VARCHAR")] },
      {
        file: "3.csv",
        columns: [column("id", "BIGINT"), column("price", "DOUBLE"), column("extra", "BOOLEAN")],
      },
      { file: "4.csv", columns: [column("id", "DOUBLE"), column("price", "DOUBLE")] },
    ]);
    expect(driftNotes(drift, 4)).toEqual([
      "id is BIGINT in 3 of 4 files and becomes DOUBLE, which may lose digits: 1.csv, 2.csv, 3.csv",
      "price is DOUBLE in 3 of 4 files and becomes VARCHAR: 1.csv, 3.csv, 4.csv",
      "columns stand in another order in 1 of 4 files; they go by name: 2.csv",
      "day is NULL in 2 of 4 files, which lack it: 3.csv, 4.csv",
      "extra is only in 1 of 4 files that the first file is not among: 3.csv",
    ]);
  });

  test("keep columns that a folder names too", async () => {
    const union = unionSql(
      [
        {
          path: "year=2024/a.csv",
          columns: [column("Year", "BIGINT")],
          from: '(SELECT 1::BIGINT AS "Year")',
        },
      ],
      { filename: "filename", hive: true },
    );
    const { columns, rows } = await native.read(union.selects.join(""));
    expect(columns.map(({ name }) => name)).toEqual(["Year", "year_1", "filename"]);
    expect(rows).toEqual([["1", "2024", "year=2024/a.csv"]]);
    expect(union.notes).toHaveLength(1);
  });
});
