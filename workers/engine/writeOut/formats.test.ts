import { readFileSync, writeFileSync } from "node:fs";
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
    "select (range * 7919 % 5000)::INTEGER as id, 'x' || range as t from range(5000)",
  );
}, 60_000);
afterAll(() => stage.stop());

/** Writes what comes to one file; the file's path. */
async function written(plan: Partial<WriteOutPlan>): Promise<string> {
  const { path, handle } = stage.folder();
  const answer = await stage.write(plan, { kind: "folder", handle });
  if (!answer.ok) throw new Error(answer.error.message);
  const [file = ""] = filesBelow(path);
  return join(path, file);
}

describe("Parquet", () => {
  test("is sorted, with statistics that say so, in row groups of a size, with metadata", async () => {
    const options = { sortBy: ["id"], rowGroup: 1000, metadata: { owner: "ä", version: 3 }, codec: "snappy" };
    const path = await written({ format: "parquet", options });
    const groups = await native.read(
      `select row_group_id, row_group_num_rows, stats_min, stats_max, stats_null_count, compression from parquet_metadata(${quoteLiteral(path)}) where path_in_schema = 'id'`,
    );
    expect(groups.rows).toEqual(
      [0, 1, 2, 3, 4].map((at) => [`${at}`, "1000", `${at * 1000}`, `${at * 1000 + 999}`, "0", "SNAPPY"]),
    );
    const told = await native.read(
      `select decode(key), decode(value) from parquet_kv_metadata(${quoteLiteral(path)}) where decode(key) not like 'ARROW%' order by 1`,
    );
    expect(told.rows).toEqual([
      ["owner", "ä"],
      ["version", "3"],
    ]);
    const back = await native.read(`select id from read_parquet(${quoteLiteral(path)})`);
    expect(back.rows.map(([id]) => Number(id))).toEqual(Array.from({ length: 5000 }, (_, at) => at));
  });
});

describe("CSV", () => {
  const odd = `select * from (values (1, 'a;b', null), (2, 'NA', 'ü€'), (3, '', 'say "x"'), (4, null, ' x ')) t(n, "col ä", u)`;

  interface Dialect {
    delimiter?: string;
    lineEnd?: string;
    nullText?: string;
    encoding?: string;
    header?: boolean;
  }
  test.each<[Dialect, string]>([
    [{ delimiter: ";", lineEnd: "crlf", nullText: "NA" }, "utf-8"],
    [{ delimiter: "|", encoding: "utf-8-bom" }, "utf-8"],
    [{ encoding: "utf-16le", header: false }, "utf-16le"],
    [{ encoding: "windows-1252", delimiter: ";" }, "windows-1252"],
  ])("of dialect %j comes back as it was", async (options, encoding) => {
    await stage.make("odd", odd);
    const path = await written({ relations: ["odd"], options: { ...options } });
    const bytes = readFileSync(path);
    // Node's own decoder of windows-1252 is one of Latin-1.
    const text =
      encoding === "windows-1252"
        ? bytes.toString("latin1").replaceAll("\x80", "€")
        : new TextDecoder(encoding, { fatal: true }).decode(bytes);
    expect(bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))).toBe(
      options.encoding === "utf-8-bom",
    );
    const end = options.lineEnd === "crlf" ? "\r\n" : "\n";
    expect(text.split(end).length).toBe(options.header === false ? 5 : 6);
    const plain = `${path}.utf8.csv`;
    writeFileSync(plain, text);
    const read = `read_csv(${quoteLiteral(plain)}, auto_detect=false, header=${options.header !== false}, delim='${options.delimiter ?? ","}', quote='"', escape='"', nullstr='${options.nullText ?? ""}', allow_quoted_nulls=false, columns={n: 'INTEGER', "col ä": 'VARCHAR', u: 'VARCHAR'})`;
    expect((await native.read(`from ${read}`)).rows).toEqual((await native.read(odd)).rows);
  });

  test("names the row and column of a sign that the encoding lacks, and leaves no file", async () => {
    await stage.make(
      "odd",
      "select i as n, case when i = 2500 then '漢' else 'ok' end as t from range(5000) x(i)",
    );
    const { path, handle } = stage.folder();
    const answer = await stage.write(
      { relations: ["odd"], options: { encoding: "windows-1252" } },
      { kind: "folder", handle },
    );
    expect(!answer.ok && answer.error.message).toBe(
      'Row 2501 of t has the sign "漢", which windows-1252 has no byte for. Choose UTF-8, or replace it.',
    );
    expect(filesBelow(path)).toEqual([]);
  });

  test("of no possible dialect is refused with what is possible", async () => {
    for (const [options, message] of [
      [{ delimiter: "ab" }, /delimiter is "ab". Give one sign/],
      [{ encoding: "latin" }, /encoding is "latin". Give utf-8, utf-8-bom, utf-16le, windows-1252/],
      [{ lineEnd: "cr" }, /lineEnd is "cr". Give lf or crlf/],
      [{ nullText: '"' }, /nullText/],
    ] as const)
      await expect(written({ options })).rejects.toThrow(message);
  });
});

describe("several relations in one file", () => {
  const sheets = [
    "one",
    "A very long name of a relation that Excel refuses",
    "a very long name of a relation that excel does not take",
  ];

  test("are sheets of a workbook, with names that Excel takes", async () => {
    for (const [at, name] of sheets.entries())
      await stage.make(name, `select ${at} as n, 't' || range as t from range(${at + 2})`);
    const path = await written({ relations: sheets, format: "xlsx", name: "book" });
    expect(path.endsWith("/book.xlsx")).toBe(true);
    const file = new File([readFileSync(path)], "book.xlsx");
    const parts = await stage.engine.api.inspect(file);
    if (!parts.ok) throw new Error(parts.error.message);
    expect(parts.value.map(({ name }) => name)).toEqual([
      "one",
      "A very long name of a relation ",
      "a very long name of a relat (2)",
    ]);
    for (const [at, { options }] of parts.value.entries()) {
      const receipt = await stage.engine.load({ relation: `back${at}`, file, options });
      expect([receipt.error, receipt.loaded]).toEqual([null, at + 2]);
      expect(await stage.engine.rows(`select n::int, t from back${at}`)).toEqual(
        await stage.engine.rows(`select * from "${sheets[at]}"`),
      );
    }
  });

  test("are tables of a SQL script", async () => {
    const path = await written({ relations: ["things", "one"], format: "sql", name: "both" });
    await native.run(readFileSync(path, "utf8"));
    for (const name of ["things", "one"])
      expect((await native.read(`from ${name} order by all`)).rows).toEqual(
        await stage.engine.rows(`select * from ${name} order by all`),
      );
  });

  test("are tables of a DuckDB database, with every type, and nothing of it stays in the engine", async () => {
    const types = Object.entries(everyScalar);
    const all = types.map(
      ([type, values], at) => `${values[0]}::${type} as v${at}, [${values[0]}::${type}, null] as l${at}`,
    );
    await stage.make("every", `select ${all.join(", ")}`);
    const path = await written({ relations: ["things", "every"], format: "duckdb", name: "all" });
    await native.run(`attach ${quoteLiteral(path)} as back (read_only)`);
    for (const name of ["things", "every"]) {
      const described = await stage.engine.rows(`select column_name, column_type from (describe ${name})`);
      const back = await native.read(`from back.${name} order by all`);
      expect(back.columns.map((column) => [column.name, column.type])).toEqual(described);
      const expected = await stage.engine.rows(`select columns(*)::varchar from ${name} order by all`);
      expect((await native.read(`select columns(*)::varchar from back.${name} order by all`)).rows).toEqual(
        expected,
      );
    }
    await native.run("detach back");
    expect(await stage.engine.rows("select count(*) from duckdb_databases() where not internal")).toEqual([
      ["1"],
    ]);
    await stage.make("wide", "select range as n, repeat('x', 2000) as t from range(300000)");
    await expect(written({ relations: ["wide"], format: "duckdb" })).rejects.toThrow(
      /would be of about 602 MB; 512 MB are the most. Choose Parquet/,
    );
  });

  test("are a file each in other formats", async () => {
    const { path, handle } = stage.folder();
    const answer = await stage.write(
      { relations: ["things", "one"], format: "csv", maxRows: 3000 },
      { kind: "folder", handle },
    );
    expect(answer.ok && filesBelow(path)).toEqual(["one-00001.csv", "things-00001.csv", "things-00002.csv"]);
  });
});
