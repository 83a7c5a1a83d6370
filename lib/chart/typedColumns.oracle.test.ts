import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { parse, View } from "vega";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import type { ColumnStats } from "../sql/columnStats.ts";
import { chartQuery } from "./chartQuery.ts";
import { asJsonObject } from "./jsonObject.ts";
import { statsOf } from "./testing/statsOf.ts";

/** A column of each type: its values by `i`, what is odd about some of them, and what Vega would be given in its place. */
interface Typed {
  type: string;
  plain: string;
  odd: string[];
  kind: "number" | "time" | "name";
}
const number = (type: string, plain: string, ...odd: string[]): Typed => ({
  type,
  plain,
  odd,
  kind: "number",
});
const time = (type: string, plain: string, ...odd: string[]): Typed => ({ type, plain, odd, kind: "time" });
const name = (type: string, plain: string, ...odd: string[]): Typed => ({ type, plain, odd, kind: "name" });
const moment = "make_timestamp(1583020800000000 + (hash(i, 3) % 500)::BIGINT * 9001001001)";
const typed: Record<string, Typed> = {
  tiny: number("TINYINT", "(hash(i) % 9)::INTEGER - 4", "-128", "127"),
  small: number("SMALLINT", "(hash(i) % 9)::INTEGER * 1000", "-32768", "32767"),
  whole: number("INTEGER", "(hash(i) % 11)::INTEGER * 100000 - 300000", "-2147483648", "2147483647"),
  big: number("BIGINT", "(hash(i) % 7)::BIGINT * 1000000007", "9007199254740993", "-9223372036854775808"),
  huge: number("HUGEINT", "(hash(i) % 7)::HUGEINT * 3 - 9", "170141183460469231731687303715884105727"),
  utiny: number("UTINYINT", "(hash(i) % 9)", "255"),
  usmall: number("USMALLINT", "(hash(i) % 9) * 7000", "65535"),
  uwhole: number("UINTEGER", "(hash(i) % 9) * 400000000", "4294967295"),
  ubig: number("UBIGINT", "(hash(i) % 9)", "18446744073709551615"),
  uhuge: number("UHUGEINT", "(hash(i) % 9)", "340282366920938463463374607431768211455"),
  price: number("DECIMAL(10,2)", "(hash(i) % 9999) / 100", "-99999999.99"),
  long: number("DECIMAL(30,3)", "(hash(i) % 9999) / 1000", "999999999999999999999999999.999"),
  single: number("FLOAT", "(hash(i) % 99) / 8", "'NaN'", "'Infinity'", "-0.0"),
  double: number("DOUBLE", "(hash(i) % 999) / 10 - 20", "'NaN'", "'-Infinity'", "-0.0"),
  day: time("DATE", `${moment}::DATE`, "'infinity'", "'1066-10-14'"),
  at: time("TIMESTAMP", moment, "'infinity'", "'-infinity'", "'1969-12-31 23:59:58.000001'"),
  at_s: time("TIMESTAMP_S", moment, "'1066-10-14 09:00:00'"),
  at_ms: time("TIMESTAMP_MS", moment, "'1969-12-31 23:59:59.999'"),
  at_ns: time("TIMESTAMP_NS", `(${moment})::TIMESTAMP_NS`, "'1969-12-31 23:59:59.999999999'"),
  zoned: time("TIMESTAMPTZ", `(${moment})::TIMESTAMPTZ`, "'infinity'"),
  yes: name("BOOLEAN", "hash(i) % 2 = 0"),
  text: name("VARCHAR", "'n' || hash(i) % 5", "''", "'x][Has Null: false, Has No Null: true]'"),
  kind: name("ENUM('b', 'a', 'c')", "['a', 'b', 'c'][1 + (hash(i) % 3)::INTEGER]"),
};

/** Rows without anything odd, which statistics say; with NULL; with all that a type can hold; and none. */
const relations = ["plain", "gaps", "odd", "none"];
const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS();
const known = new Map<string, { columns: Column[]; stats: ColumnStats[]; rows: Record<string, unknown>[] }>();
let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone='UTC'");
  for (const relation of relations) {
    const list = Object.entries(typed).map(([column, { type, plain, odd }], salt) => {
      const cases = [
        ...(relation === "plain" ? [] : ["WHEN 0 THEN NULL"]),
        ...(relation === "odd" ? odd.map((value, at) => `WHEN ${at + 1} THEN (${value})::${type}`) : []),
      ];
      const value = `(${plain})::${type}`;
      const sql = cases.length > 0 ? `CASE hash(i, ${salt}) % 9 ${cases.join(" ")} ELSE ${value} END` : value;
      return `${sql} AS "${column}"`;
    });
    await connection.run(
      `CREATE TABLE "${relation}" AS SELECT (i % 4)::INTEGER AS side, ${list.join(", ")} FROM range(${relation === "none" ? 0 : 300}) AS r(i)`,
    );
    const columns = (await read(`DESCRIBE "${relation}"`)).map(([column, type]) => ({
      name: String(column),
      type: String(type),
    }));
    const given = Object.entries(typed).map(([column, { kind, type }]) => {
      if (kind === "number") return `"${column}"::DOUBLE`;
      if (kind === "name") return type === "BOOLEAN" ? `"${column}"` : `"${column}"::VARCHAR`;
      const at = `"${column}"::TIMESTAMP`;
      return `CASE WHEN isfinite(${at}) THEN epoch_ms(${at})::DOUBLE END`;
    });
    const names = ["side", ...Object.keys(typed)];
    const rows = (await read(`SELECT side::DOUBLE, ${given.join(", ")} FROM "${relation}"`)).map((row) =>
      Object.fromEntries(names.map((column, index) => [column, row[index]])),
    );
    known.set(relation, { columns, stats: await statsOf(read, relation, columns), rows });
  }
});

/** The answer to a chart over a relation, with and without statistics: values of x and y by row. */
async function answers(spec: object, relation: string) {
  const { columns = [], stats = [] } = known.get(relation) ?? {};
  const both = [];
  for (const used of [[], stats]) {
    const asked = chartQuery(spec, columns, relation, { widthPx: 400, stats: used });
    if (!asked.ok) throw new Error(asked.error.message);
    expect(asked.value.pushedDown).toBe(true);
    const reader = await connection.runAndReadAll(asked.value.sql);
    const names = reader.columnNames();
    const encoding = asJsonObject(asked.value.spec.encoding);
    const [x, y] = [encoding.x, encoding.y].map((channel) =>
      names.indexOf(String(asJsonObject(channel).field)),
    );
    const rows = reader.getRowsJS().map((row) => [row[x ?? 0], row[y ?? 0]] as const);
    both.push(new Map(rows.map(([key, value]) => [keyText(key), amount(value)])));
    expect(both.at(-1)?.size, "one row for each group").toBe(rows.length);
  }
  return both;
}

/** What Vega makes of the rows themselves, by its own aggregate. */
async function byVega(relation: string, groupby: string, op: string, field: string | null) {
  const values = (known.get(relation)?.rows ?? []).map((row) => ({ ...row }));
  const aggregate = { type: "aggregate", groupby: [groupby], ops: [op], fields: [field], as: ["made"] };
  const view = new View(parse(JSON.parse(JSON.stringify({ data: [{ name: "d", transform: [aggregate] }] }))));
  await view.insert("d", values).runAsync();
  const found: Record<string, unknown>[] = view.data("d");
  view.finalize();
  return new Map(found.map((row) => [keyText(row[groupby]), amount(row.made)]));
}

function keyText(value: unknown): string {
  return typeof value === "number" || typeof value === "bigint" ? String(Number(value)) : String(value);
}

function amount(value: unknown): string {
  // What is infinite has no place either, and Vega's running mean makes NaN of it.
  return value === null || !Number.isFinite(Number(value))
    ? "none"
    : Number(value).toPrecision(8).replace("-0.0000000", "0.0000000");
}

const numbers = Object.keys(typed).filter((column) => typed[column]?.kind === "number");
const times = Object.keys(typed).filter((column) => typed[column]?.kind === "time");

describe.each(relations)("columns of every type, %s rows", (relation) => {
  it("know from statistics just what is so", () => {
    const { stats = [] } = known.get(relation) ?? {};
    expect(stats).toHaveLength(relation === "none" ? 0 : Object.keys(typed).length + 1);
    const withNull = stats.filter(({ mayBeNull }) => mayBeNull).length;
    expect(withNull).toBe(["plain", "none"].includes(relation) ? 0 : Object.keys(typed).length);
  });

  it.each(numbers)("%s is aggregated as Vega does it", async (field) => {
    // To DuckDB the deviation of what is infinite is an error.
    const hasDeviation = relation !== "odd" || !["single", "double"].includes(field);
    const ops = "sum mean min max median q3 distinct valid missing".split(" ");
    for (const aggregate of hasDeviation ? [...ops, "stdev"] : ops) {
      const spec = {
        mark: "point",
        encoding: { x: { field: "side", type: "ordinal" }, y: { aggregate, field, type: "quantitative" } },
      };
      const expected = await byVega(relation, "side", aggregate, field);
      for (const answer of await answers(spec, relation)) expect(answer, aggregate).toEqual(expected);
    }
  });

  it.each(Object.keys(typed))("%s makes the groups that Vega makes", async (field) => {
    const y = { aggregate: "sum", field: "side", type: "quantitative" };
    const spec = { mark: "bar", encoding: { x: { field, type: "nominal" }, y } };
    const [plain, quick] = await answers(spec, relation);
    expect(quick).toEqual(plain);
    const isText = typed[field]?.kind === "time" || ["huge", "uhuge", "long", "big", "ubig"].includes(field);
    // As names these are written out, exactly, which the numbers that Vega is given are not.
    if (!isText) expect(quick).toEqual(await byVega(relation, field, "sum", "side"));
    else expect(plain?.size).toBe(Number((await read(distinctSql(field, relation)))[0]?.[0]));
    if (typed[field]?.kind !== "number") return;
    const amounts = { mark: "bar", encoding: { x: { field, type: "quantitative" }, y } };
    const expected = await byVega(relation, field, "sum", "side");
    // Vega draws no bar at NaN, and none at null.
    for (const answer of await answers(amounts, relation))
      expect(withoutGaps(answer)).toEqual(withoutGaps(expected));
  });

  it.each(times)("%s is grouped by units of time in UTC", async (field) => {
    const y = { aggregate: "count", type: "quantitative" };
    for (const timeUnit of ["yearmonthdate", "yearmonth", "yearmonthdatehours", "month", "hours", "day"]) {
      const spec = { mark: "bar", encoding: { x: { field, timeUnit, type: "ordinal" }, y } };
      const expected = new Map<string, number>();
      for (const { [field]: ms } of known.get(relation)?.rows ?? []) {
        const unit = ms === null ? "null" : startOf(timeUnit, Number(ms));
        expected.set(unit, (expected.get(unit) ?? 0) + 1);
      }
      for (const answer of await answers(spec, relation)) {
        const found = [...answer].map(([key, count]): [string, number] => [
          key === "null" ? key : startOf(timeUnit, Number(key)),
          Number(count),
        ]);
        expect(new Map(found), timeUnit).toEqual(expected);
      }
    }
    const spec = { mark: "line", encoding: { x: { field, type: "temporal" }, y } };
    const expected = await byVega(relation, field, "count", null);
    for (const answer of await answers(spec, relation)) expect(answer).toEqual(expected);
  });
});

function distinctSql(field: string, relation: string): string {
  return `SELECT count(*) FROM (SELECT DISTINCT "${field}" FROM "${relation}")`;
}

function withoutGaps(answer: Map<string, string>): Map<string, string> {
  return new Map([...answer].filter(([key]) => key !== "null" && key !== "NaN"));
}

/** What tells apart the moments of a unit. */
function startOf(timeUnit: string, ms: number): string {
  const date = new Date(ms);
  const iso = date.toISOString();
  const [day = "", clock = ""] = iso.split("T");
  switch (timeUnit) {
    case "yearmonthdate":
      return day;
    case "yearmonth":
      return day.slice(0, -3);
    case "yearmonthdatehours":
      return `${day} ${clock.slice(0, 2)}`;
    case "month":
      return String(date.getUTCMonth());
    case "hours":
      return String(date.getUTCHours());
    default:
      return String(date.getUTCDay());
  }
}
