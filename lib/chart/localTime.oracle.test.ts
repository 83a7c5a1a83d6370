import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { zoneTransitions } from "../sql/time/zoneOffsets.ts";
import { type ChartQueryOptions, chartQuery } from "./chartQuery.ts";
import { asJsonObject } from "./jsonObject.ts";
import { utcSpans } from "./localTime.ts";
import { selectionSql } from "./selection/selectionSql.ts";
import { type ChartColumn, settleChart } from "./settleChart.ts";
import { drawSvg } from "./testing/drawSvg.ts";
import { createOddRelation, groupedSpecs, unzoned } from "./testing/groupedSpecs.ts";
import { statsOf } from "./testing/statsOf.ts";

const zones = [
  "Asia/Kolkata",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Africa/Casablanca",
  "UTC",
];
let connection: DuckDBConnection;

async function rowsOf(sql: string): Promise<unknown[][]> {
  const reader = await connection.runAndReadAll(sql);
  const plain = (value: unknown) => (typeof value === "bigint" ? Number(value) : value);
  return reader.getRowsJS().map((row) => row.map(plain));
}

async function read(sql: string): Promise<ChartColumn[]> {
  const names = (await connection.runAndReadAll(`DESCRIBE ${sql}`)).getRows().map(([name]) => String(name));
  const rows = await rowsOf(sql);
  return names.map((name, index) => ({ name, values: rows.map((row) => row[index]) }));
}

/** Native DuckDB's ICU: the wall clock of a zone. */
const icu = (moment: string, zone: string) => `timezone(${quoteLiteral(zone)}, ${moment} AT TIME ZONE 'UTC')`;

async function plan(
  spec: object,
  relation: string,
  columns: readonly Column[],
  options: Partial<ChartQueryOptions> = {},
) {
  const stats = await statsOf(
    async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    relation,
    columns,
  );
  const asked = chartQuery(spec, columns, relation, { widthPx: 400, stats, ...options });
  if (!asked.ok) throw new Error(asked.error.message);
  return asked.value;
}

const t: Column[] = [{ name: "t", type: "TIMESTAMP" }];
const points = { mark: "point", encoding: { x: { field: "t", type: "temporal" } } };
const hours = { field: "t", timeUnit: "yearmonthdatehours", type: "temporal" };
const byHour = { mark: "bar", encoding: { x: hours, y: { aggregate: "count" } } };

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone='UTC'");
  await connection.run(createOddRelation);
  // Whole milliseconds, as far as charts go.
  await connection.run(`CREATE TABLE long AS SELECT TIMESTAMP '1900-01-01' +
    to_milliseconds((hash(i) % 6311347200000)::BIGINT) AS t FROM range(6000) r(i)`);
  await connection.run(`CREATE TABLE turns AS SELECT TIMESTAMP '2024-10-26 12:00' + to_minutes(i * 20) AS t
    FROM range(100) r(i) UNION ALL SELECT TIMESTAMP '2024-03-30 12:00' + to_minutes(i * 20) FROM range(100) r(i)`);
});

describe("instants on a zone's clock", () => {
  it.each(zones)("%s: two centuries as ICU has them, with and without statistics", async (zone) => {
    const expected = await rowsOf(`SELECT epoch_ms(${icu("t", zone)})::DOUBLE FROM long ORDER BY rowid`);
    for (const stats of [undefined, []]) {
      const { sql } = await plan(points, "long", t, { timezone: zone, ...(stats ? { stats } : {}) });
      const drawn = await rowsOf(sql);
      expect(drawn).toEqual(expected);
    }
  });

  it("days, and NULL and infinite instants, stay what they are; all kinds of TIMESTAMP move", async () => {
    await connection.run(`CREATE OR REPLACE TABLE kinds AS SELECT m AS t, m::TIMESTAMP_S AS s, m::TIMESTAMP_MS AS ms,
      m::TIMESTAMP_NS AS ns, m::TIMESTAMPTZ AS z, DATE '2024-07-01' AS d FROM (VALUES
      (TIMESTAMP '2024-07-01 23:30:00'), (NULL), ('2024-01-01 23:30:00')) v(m)`);
    const columns = [
      "TIMESTAMP",
      "TIMESTAMP_S",
      "TIMESTAMP_MS",
      "TIMESTAMP_NS",
      "TIMESTAMP WITH TIME ZONE",
      "DATE",
    ];
    const names = ["t", "s", "ms", "ns", "z", "d"];
    const typed = names.map((name, index) => ({ name, type: columns[index] ?? "" }));
    const texts = {
      ...points,
      encoding: Object.fromEntries(
        names.map((name, i) => [
          `${["x", "y", "color", "size", "shape", "opacity"][i]}`,
          { field: name, type: "temporal" },
        ]),
      ),
    };
    for (const relation of ["kinds", "endless"]) {
      if (relation === "endless")
        await connection.run(`CREATE OR REPLACE TABLE endless AS FROM kinds UNION ALL SELECT 'infinity'::TIMESTAMP,
          'infinity'::TIMESTAMP_S, 'infinity'::TIMESTAMP_MS, 'infinity'::TIMESTAMP_NS, '-infinity'::TIMESTAMPTZ,
          'infinity'::DATE`);
      const { sql } = await plan(texts, relation, typed, { timezone: "Europe/Berlin" });
      const [summer, none, winter, endless] = await rowsOf(sql);
      const july = Date.UTC(2024, 6, 2, 1, 30);
      const day = Date.UTC(2024, 6, 1);
      expect(summer).toEqual([july, july, july, july, july, day]);
      expect(none).toEqual([null, null, null, null, null, day]);
      const january = Date.UTC(2024, 0, 2, 0, 30);
      expect(winter).toEqual([january, january, january, january, january, day]);
      if (relation === "endless") expect(endless).toEqual([null, null, null, null, null, null]);
    }
  });

  it("hours of the days that clocks change: every row once, the repeated hour as one, none in the gap", async () => {
    const { sql, spec } = await plan(byHour, "turns", t, { timezone: "Europe/Berlin" });
    const drawn = await rowsOf(sql);
    const wall = icu("t", "Europe/Berlin");
    expect(drawn).toEqual(
      await rowsOf(`SELECT epoch_ms(date_trunc('hour', ${wall}))::DOUBLE AS h, count(*)::DOUBLE FROM turns
        GROUP BY h ORDER BY h`),
    );
    const counts = new Map(drawn.map(([hour, count]) => [hour, count]));
    expect(counts.get(Date.UTC(2024, 9, 27, 2))).toBe(6);
    expect(counts.has(Date.UTC(2024, 2, 31, 2))).toBe(false);
    expect(drawn.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(200);
    expect(JSON.stringify(spec)).toContain("(Europe/Berlin)");
  });

  it("fields of another case, names with marks, and now() are on the clock too", async () => {
    await connection.run(
      `CREATE OR REPLACE TABLE marks AS SELECT t AS "At.x" FROM turns WHERE t > TIMESTAMP '2024-10-27'`,
    );
    const columns = [{ name: "At.x", type: "TIMESTAMP" }];
    for (const field of ["at\\.x", "At\\.x"]) {
      const spec = { mark: "bar", encoding: { x: { ...hours, field }, y: { aggregate: "count" } } };
      const { sql } = await plan(spec, "marks", columns, { timezone: "Asia/Kolkata" });
      expect((await rowsOf(sql))[0]?.[0]).toBe(Date.UTC(2024, 9, 27, 5));
    }
    const recent = { ...byHour, transform: [{ filter: "datum.t > now() - 1000 && 'now()' != 'x'" }] };
    const { spec } = await plan(recent, "turns", t, { timezone: "Asia/Kolkata" });
    expect(spec.transform).toEqual([{ filter: "datum.t > (now() + 19800000) - 1000 && 'now()' != 'x'" }]);
    expect((await plan(recent, "turns", t)).spec.transform).toEqual(recent.transform);
  });

  it("a brush holds the rows that the clock shows in it, as a condition on the column itself", async () => {
    const query = await plan(points, "turns", t, { timezone: "Europe/Berlin" });
    const chart = { query, again: { edges: new Map() } };
    const alias = query.origins?.[0]?.fields[0]?.alias ?? "";
    const [from, to] = [Date.UTC(2024, 9, 27, 2, 10), Date.UTC(2024, 9, 27, 2, 50)];
    const said = selectionSql({ view: 0, by: "brush", anyOf: [[{ alias, from, to }]] }, chart);
    if (!said.ok) throw new Error(said.reason);
    expect(said.text).toBe("t from 2024-10-27 02:10:00 to 2024-10-27 02:50:00 (Europe/Berlin)");
    expect(said.sql).not.toContain("make_timestamp");
    const wall = icu("t", "Europe/Berlin");
    const [[found], [expected]] = [
      await rowsOf(`SELECT count(*)::DOUBLE FROM turns WHERE ${said.sql}`),
      await rowsOf(`SELECT count(*)::DOUBLE FROM turns WHERE epoch_ms(${wall}) BETWEEN ${from} AND ${to}`),
    ];
    expect(found).toEqual(expected);
    expect(found).toEqual([4]);
  });

  it("many rows: outlines, and counts that stay known when only some rows are drawn", async () => {
    const line = { mark: "line", encoding: { x: { field: "t", type: "temporal" }, y: { field: "n" } } };
    await connection.run("CREATE OR REPLACE TABLE many AS SELECT t, (hash(t) % 100)::DOUBLE AS n FROM long");
    const columns = [...t, { name: "n", type: "DOUBLE" }];
    const options = { timezone: "Europe/Berlin", rowCount: 6000, maxRows: 1000 };
    const outline = await plan(line, "many", columns, options);
    expect(outline.rows).toBe("outline");
    const drawn = await rowsOf(`SELECT min(t), max(t) FROM (${outline.sql})`);
    const wall = icu("t", "Europe/Berlin");
    expect(drawn).toEqual(
      await rowsOf(`SELECT epoch_ms(min(${wall}))::DOUBLE, epoch_ms(max(${wall}))::DOUBLE FROM many`),
    );
    const left = { ...line, transform: [{ filter: "datum.n > 5" }] };
    const all = await plan(left, "many", columns, options);
    const some = await plan(left, "many", columns, { ...options, where: "n < 50" });
    expect(all.missingCounts).toHaveLength(1);
    expect(some.missingCounts).toEqual(all.missingCounts);
    const counted = await rowsOf(all.missingCounts?.[0] ?? "");
    expect(counted).toEqual(await rowsOf("SELECT count(*)::DOUBLE FROM many WHERE n > 5"));
  });

  it("UTC and no zone at all ask for the same rows", async () => {
    const utc = await plan(byHour, "turns", t, { timezone: "UTC" });
    const none = await plan(byHour, "turns", t);
    expect(utc.sql).toBe(none.sql);
    expect(none.notes).toEqual([]);
    expect(JSON.stringify(none.spec)).not.toContain("UTC");
  });

  it("a chart that itself asks for UTC gets it, and says so; so does one in a zone that is not known", async () => {
    const own = {
      ...byHour,
      encoding: { ...byHour.encoding, x: { ...hours, timeUnit: "utcyearmonthdatehours" } },
    };
    const none = await plan(own, "turns", t);
    const asked = await plan(own, "turns", t, { timezone: "Europe/Berlin" });
    expect(asked.sql).toBe(none.sql);
    expect(JSON.stringify(asked.spec)).toContain("(UTC)");
    const mars = await plan(byHour, "turns", t, { timezone: "Mars/Olympus" });
    expect(mars.sql).toBe((await plan(byHour, "turns", t)).sql);
    expect(mars.notes.join()).toContain('"Mars/Olympus" is not known');
  });

  it("says the zone beside the chart where the axis has a title of its own", async () => {
    const titled = { ...byHour, encoding: { ...byHour.encoding, x: { ...hours, title: "When" } } };
    expect((await plan(titled, "turns", t, { timezone: "Europe/Berlin" })).timesIn).toBe("Europe/Berlin");
    expect((await plan(byHour, "turns", t, { timezone: "Europe/Berlin" })).timesIn).toBeUndefined();
    expect((await plan(titled, "turns", t)).timesIn).toBeUndefined();
  });
});

describe("a chart in a zone draws what Vega draws from the zone's local times", () => {
  const timed = Object.keys(groupedSpecs).filter((name) =>
    JSON.stringify(groupedSpecs[name]).includes('"at"'),
  );
  it.each(timed)("%s", async (name) => {
    const spec = groupedSpecs[name] ?? {};
    const zone = "America/St_Johns";
    const rawSql = `SELECT vendor, country, amount, score, quantity, price::DOUBLE AS price, level, paid,
      epoch_ms(${icu('"at"', zone)})::DOUBLE AS "at", epoch_ms(day::TIMESTAMP)::DOUBLE AS day FROM "odd relation"`;
    const described = await rowsOf('DESCRIBE "odd relation"');
    const columns = described.map(([column, type]) => ({ name: String(column), type: String(type) }));
    const query = await plan(unzoned(spec), "odd relation", columns, { timezone: zone });
    const settled = settleChart(query, await read(query.sql));
    // The zone in a title makes an axis longer, and a picture a pixel wider.
    const untitled: unknown = JSON.parse(JSON.stringify(settled.spec).replaceAll(` (${zone})`, ""));
    expect(untitled).not.toEqual(settled.spec);
    const drawn = await drawSvg(asJsonObject(untitled), settled.columns);
    const expected = await drawSvg(spec, await read(rawSql));
    expect(drawn).toEqual(expected);
  });
});

describe("a span of local time", () => {
  it("holds just the instants that the clock shows in it", () => {
    const year = { min: Date.UTC(1890, 0, 1), max: Date.UTC(2099, 0, 1) };
    const near = fc.integer({ min: -4 * 3_600_000, max: 4 * 3_600_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.nat(),
        fc.oneof(fc.integer(year), fc.constant(null)),
        near,
        fc.oneof(fc.nat(3 * 3_600_000), fc.nat(40 * 86_400_000)),
        fc.constantFrom<"<" | "<=">("<", "<="),
        fc.array(near, { minLength: 10, maxLength: 20 }),
        (name, turn, at, shift, width, end, offsets) => {
          const zone = zoneTransitions(name);
          if (!zone) throw new Error(name);
          const { fromMs, offsetSeconds } = zone;
          const middle = at ?? fromMs[1 + (turn % Math.max(1, fromMs.length - 1))] ?? 0;
          const from = middle + shift;
          const span = { from, to: from + width };
          const spans = utcSpans(span, end, zone);
          for (const ms of [middle, span.from, span.to, ...offsets.map((offset) => middle + offset)]) {
            const index = fromMs.findLastIndex((start) => start <= ms);
            const local = ms + (offsetSeconds[index] ?? 0) * 1000;
            const inside = local >= span.from && (end === "<" ? local < span.to : local <= span.to);
            const found = spans.filter(
              (utc) => ms >= utc.from && (utc.end === "<" ? ms < utc.to : ms <= utc.to),
            );
            expect(found.length).toBe(inside ? 1 : 0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
