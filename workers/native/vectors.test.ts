import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { concat } from "../engine/duckHost.ts";
import type { NativeHost } from "./nativeHost.ts";
import { startNative } from "./startNative.ts";

let folder = "";
let host: NativeHost;
let connection = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eider-vectors-"));
  ({ host } = await startNative({ folder }));
  connection = await host.connect();
  await host.quick(connection, "create schema kept");
});
afterAll(() => rm(folder, { recursive: true }));

let tables = 0;
const endMark = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

async function texts(sql: string): Promise<(string | null)[][]> {
  const page = decodeTextPage(await host.bytes(connection, sql));
  return Array.from({ length: page.rows }, (_, row) =>
    page.columns.map((_, column) => page.cell(row, column)),
  );
}

/** Takes a SELECT's rows out as Arrow and puts them into another table: its rows and theirs, as DuckDB prints them. */
async function thereAndBack(sql: string) {
  const table = `t${++tables}`;
  const chunks: Uint8Array[] = [];
  for await (const chunk of host.stream(connection, sql)) chunks.push(chunk);
  await host.insert(concat([...chunks, endMark]), "kept", table, true);
  const asText = "select columns(*)::varchar from";
  return {
    types: [
      await texts(`select column_type from (describe ${sql})`),
      await texts(`select column_type from (describe kept.${table})`),
    ],
    rows: [await texts(`${asText} (${sql})`), await texts(`${asText} kept.${table}`)],
  };
}

async function expectSame(sql: string): Promise<void> {
  const { types, rows } = await thereAndBack(sql);
  expect(types[1]).toEqual(types[0]);
  expect(rows[1]).toEqual(rows[0]);
}

/** Types that Arrow has no plain type for travel as text; what reads them casts them to that beforehand. */
const asText =
  'bignum, uhugeint, bit, interval, uuid, time_tz, small_enum, medium_enum, large_enum, "union", time_ns';

test("every type comes back as it was, with its extremes and NULL", async () => {
  const known = await texts("select column_name from (describe from test_all_types())");
  const names = new Set(known.map(([name]) => name));
  const left = asText.split(", ").filter((name) => names.has(name.replaceAll('"', "")));
  await expectSame(`select * exclude (${left.join(", ")}) from test_all_types()`);
});

test("so do many rows over several chunks, filtered, and of lists that share their items", () =>
  expectSame(`select i, i::varchar || repeat('ä', (i % 40)::int) as t, if(i % 3 = 0, null, [i, i + 1]) as l,
    {'a': if(i % 5 = 0, null, i), 'b': ['x' || i, null]} as s, [[i], [], null] as n, array_value(i, null) as f,
    map([i, i + 1], ['a', null]) as m, first(ls) as shared, (i / 7)::decimal(30, 3) as d
    from (select i, ls from range(9000) r(i), (select [1, 2, 3] as ls) where i % 7 <> 2)
    group by i order by i desc`));

test("a NULL struct has NULL parts, in lists too", () =>
  expectSame(
    "select s, s.a as part, l from (values ({'a': 1, 'b': {'c': 'x'}}, [{'a': 1}, null]), (null, null), ({'a': null, 'b': null}, [])) v(s, l)",
  ));

test("any texts and numbers, in any order of NULLs", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.option(fc.string({ unit: "binary", maxLength: 30 })),
          fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
        ),
        {
          minLength: 1,
          maxLength: 60,
        },
      ),
      async (values) => {
        const literal = (text: string | null) =>
          text === null
            ? "null"
            : `decode(from_hex('${Buffer.from(text.replaceAll("\0", ""), "utf8").toString("hex")}'))`;
        const rows = values.map(
          ([text, number]) =>
            `(${literal(text)}::varchar, ${number === null ? "null" : `'${number}'`}::bigint)`,
        );
        await expectSame(
          `select t, n, [t, null, t] as l, {'n': n} as s from (values ${rows.join(", ")}) v(t, n)`,
        );
      },
    ),
    { numRuns: 25 },
  ));

test("a statement that is stopped ends, and the connection goes on", async () => {
  const abort = new AbortController();
  const slow = host.execute(
    connection,
    "create table slow as select sum(a.i * b.i) from range(10000000) a(i), range(100000) b(i)",
    {
      signal: abort.signal,
      onPoll: () => abort.abort(),
    },
  );
  await expect(slow).rejects.toThrow("stopped");
  expect(await texts("select 'on'")).toEqual([["on"]]);
});
