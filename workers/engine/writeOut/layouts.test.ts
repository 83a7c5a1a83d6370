import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyScalar } from "../../../lib/ingest/testing/everyType.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../../../lib/ingest/testing/nativeDuckDb.ts";
import { quoteLiteral } from "../../../lib/sql/quote.ts";
import type { WriteOutPlan } from "../../../lib/writeOut/plan.ts";
import { filesBelow, type OutStage, outStage } from "./testing/outStage.ts";

let stage: OutStage;
let native: NativeDuckDb;
beforeAll(async () => {
  [stage, native] = await Promise.all([outStage(), openNativeDuckDb()]);
  await stage.make(
    "things",
    "select range::INTEGER as id, case range % 3 when 0 then NULL when 1 then '' else 'x' || range end as t, (range % 4)::INTEGER as q, range / 7.0 as d, date '2024-01-01' + (range // 1250)::int as day from range(5000)",
  );
}, 60_000);
afterAll(() => stage.stop());

/** Writes into a new folder; the folder's path and the paths in it. */
async function written(plan: Partial<WriteOutPlan>): Promise<{ path: string; files: string[] }> {
  const { path, handle } = stage.folder();
  const answer = await stage.write(plan, { kind: "folder", handle });
  if (!answer.ok) throw new Error(answer.error.message);
  const files = filesBelow(path);
  expect(answer.value.files.map(({ file }) => file).sort()).toEqual(files);
  const sizes = answer.value.files.map(({ file, bytes }) => [bytes, statSync(join(path, file)).size]);
  for (const [told, real] of sizes) expect(told).toBe(real);
  return { path, files };
}

/** All files of a format below a folder, as native DuckDB reads them, keys of folders as text. */
function readAll(path: string, format: string): string {
  const all = quoteLiteral(join(path, "**", `*.${format}`));
  const hive = "hive_partitioning=true, hive_types_autocast=false";
  if (format === "parquet") return `read_parquet(${all}, ${hive})`;
  if (format === "csv" || format === "tsv")
    return `read_csv(${all}, ${hive}, header=true, all_varchar=true, allow_quoted_nulls=false)`;
  return `read_json(${all}, ${hive}, format='${format === "json" ? "array" : "newline_delimited"}')`;
}

const columns = "id::INTEGER, t::VARCHAR, q::INTEGER, d::DOUBLE, day::DATE";
const layouts: Record<string, Partial<WriteOutPlan>> = {
  "split by rows": { maxRows: 2001 },
  "split by bytes": { maxBytes: 40_000 },
  "in folders": { partitionBy: ["day"] },
  "in folders of two columns, split": { partitionBy: ["day", "q"], maxRows: 200 },
};

describe("all files together are the relation", () => {
  for (const format of ["csv", "tsv", "ndjson", "json", "parquet"] as const)
    for (const [layout, plan] of Object.entries(layouts))
      test(`${format}, ${layout}`, async () => {
        const { path, files } = await written({ format, ...plan });
        expect(files.length).toBeGreaterThan(1);
        const back = await native.read(`select ${columns} from ${readAll(path, format)} order by 1`);
        expect(JSON.stringify(back.rows)).toBe(
          JSON.stringify(await stage.engine.rows("select * from things order by id")),
        );
      });
});

test("files are named and numbered, in each folder anew", async () => {
  const split = await written({ maxRows: 2000, name: "out" });
  expect(split.files).toEqual(["out-00001.csv", "out-00002.csv", "out-00003.csv"]);
  const folders = await written({ partitionBy: ["q"], maxRows: 1000, format: "parquet" });
  expect(folders.files).toEqual(
    [0, 1, 2, 3].flatMap((q) => [`q=${q}/part-00001.parquet`, `q=${q}/part-00002.parquet`]),
  );
  const several = await written({ name: "a/b: c" });
  expect(several.files).toEqual(["a_b_ c.csv"]);
});

test("no file has more rows than its bound, and none is much larger than its bytes", async () => {
  const { path } = await written({ format: "parquet", maxBytes: 20_000, options: { rowGroup: 500 } });
  const sizes = filesBelow(path).map((file) => statSync(join(path, file)).size);
  for (const size of sizes) expect(size).toBeLessThan(40_000);
  const { rows } = await native.read(
    `select max(n) from (select count(*) n from ${readAll((await written({ maxRows: 777 })).path, "csv").replace("header", "filename=true, header")} group by filename)`,
  );
  expect(rows).toEqual([["777"]]);
});

test("values of folders come back, whatever signs they have, and NULL is none", async () => {
  const odd = [
    "null",
    "''",
    "'plain'",
    "'a/b\\c'",
    "'50% = x'",
    "'a%20b'",
    "'ä€漢🦆'",
    "' both ends '",
    "'dots..'",
    "'..'",
    "'<>:\"|?*'",
    "'__HIVE_DEFAULT_PARTITION__'",
    "chr(9) || 'tab' || chr(10)",
    "'A'",
    "'NULL'",
  ];
  await stage.make(
    "things2",
    `select i as n, v as "a key" from (values ${odd.map((v, i) => `(${i}, ${v})`).join(", ")}) t(i, v)`,
  );
  const { path, files } = await written({
    relations: ["things2"],
    format: "parquet",
    partitionBy: ["a key"],
  });
  expect(files.length).toBe(odd.length);
  // Hive's name for NULL is a text to DuckDB, whose own name for it, NULL, is one to Hive.
  const key = `case when contains(filename, '=__HIVE_DEFAULT_PARTITION__/') then null else "a key" end`;
  const from = readAll(path, "parquet").replace(", hive", ", filename=true, hive");
  const back = await native.read(`select n, ${key} from ${from} order by n`);
  expect(back.rows).toEqual(await stage.engine.rows(`select n, "a key" from things2 order by n`));
});

test("thousands of folders, and folders by time, number and decimal", async () => {
  await stage.make(
    "things3",
    "select i as n, i % 1001 as k, timestamp '2024-01-01' + interval (i % 3) hour as h, (i % 2 / 4)::decimal(9,2) as dec from range(2002) t(i)",
  );
  const many = await written({ relations: ["things3"], format: "csv", partitionBy: ["k"] });
  expect(many.files.length).toBe(1001);
  for (const [path, keys] of [
    [many.path, ["k"]],
    [
      (await written({ relations: ["things3"], format: "csv", partitionBy: ["h", "dec"] })).path,
      ["h", "dec"],
    ],
  ] as const) {
    expect(keys.length).toBeGreaterThan(0);
    const back = await native.read(
      `select n::bigint, k::bigint, h::timestamp, dec::decimal(9,2) from ${readAll(path, "csv")} order by 1`,
    );
    expect(back.rows).toEqual(await stage.engine.rows("select * from things3 order by n"));
  }
});

test("every type goes through cut Parquet files", async () => {
  const types = Object.entries(everyScalar).filter(([type]) => type !== "ENUM('small', 'it''s big')");
  const lists = types.map(([type, values], at) => {
    const all = [...values, `NULL::${type}`].map((value) => `${value}::${type}`);
    return `[${all.join(", ")}] as c${at}`;
  });
  await stage.make("lists", `select ${lists.join(", ")}`);
  await stage.make(
    "every",
    `select i, ${types.map((_, at) => `c${at}[1 + i % len(c${at})] as v${at}, [c${at}[1 + i % len(c${at})], null] as l${at}, {'s': c${at}[1 + i % len(c${at})]} as s${at}`).join(", ")} from lists, range(30) t(i)`,
  );
  const { path, files } = await written({ relations: ["every"], format: "parquet", maxRows: 7 });
  expect(files.length).toBe(5);
  const described = await stage.engine.rows("select column_name, column_type from (describe every)");
  const cast = described.map(([name, type]) => `${name}::${type}`);
  const back = await native.read(`select ${cast.join(", ")} from ${readAll(path, "parquet")} order by i`);
  expect(back.rows).toEqual(await stage.engine.rows("select * from every order by i"));
});

test("no rows are one file with the columns, and in folders no file, which is said", async () => {
  await stage.make("none", "select 1 as a, 'x' as b where false");
  const { path, files } = await written({ relations: ["none"], format: "parquet", maxRows: 5 });
  expect(files).toEqual(["things-00001.parquet"]);
  expect((await native.read(`from ${readAll(path, "parquet")}`)).columns.map(({ name }) => name)).toEqual([
    "a",
    "b",
  ]);
  const { handle } = stage.folder();
  const answer = await stage.write({ relations: ["none"], partitionBy: ["a"] }, { kind: "folder", handle });
  expect(answer.ok && [answer.value.files, answer.value.notes]).toEqual([
    [],
    ["none has no rows, so there is no folder and no file of it."],
  ]);
});
