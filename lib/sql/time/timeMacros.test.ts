import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerSql } from "../testing/answerSql.ts";
import { NativeDuckDB } from "../testing/nativeDuckDB.ts";
import { WasmDuckDB } from "../testing/wasmDuckDB.ts";
import { shadowedNames, timeMacrosSql } from "./timeMacros.ts";

const table =
  "create table t as select date '2024-01-30' + i::int as d, timestamp '2024-01-30 10:20:30.5' + to_hours(i * 31) as ts, i from range(9) r(i)";
const withZ = "alter table t add column z timestamptz";
const setup = [table, withZ, "update t set z = ts::timestamptz", "insert into t(i) values (99)"];

const engine = new WasmDuckDB([...timeMacrosSql(), ...setup]);
let native: NativeDuckDB;
beforeAll(async () => {
  native = await NativeDuckDB.start(setup);
});
afterAll(() => {
  engine.stop();
  native.stop();
});

async function same(sql: string): Promise<void> {
  const expected = { status: "ok", value: await native.texts(sql) };
  expect(await answerSql(engine, sql), sql).toEqual(expected);
}

const z = "timestamptz '2024-03-10 12:34:56.789+00'";
const moments = [
  "date '2024-02-29'",
  "timestamp '2024-03-10 12:34:56.789123'",
  z,
  "timestamptz '1582-10-10 01:00:00+00'",
  "timestamptz '1960-07-31 23:59:59+02'",
  "NULL::timestamptz",
  "timestamptz 'infinity'",
  "timestamp_s '2024-03-10 12:34:56'",
  "timestamp_ns '2024-03-10 12:34:56.123456789'",
];
const each = (call: (value: string) => string, values: readonly string[]) =>
  `select ${values.map((value, i) => `${call(value)} as c${i}`).join(", ")}`;

const dateParts = (
  "century day dayname dayofmonth dayofweek dayofyear decade epoch era hour isodow isoyear julian last_day " +
  "microsecond millennium millisecond minute month monthname nanosecond quarter second " +
  "week weekday weekofyear year yearweek epoch_ms epoch_us isfinite isinf"
).split(" ");
const parts = (
  "century day decade epoch era hour isodow isoyear julian microseconds millennium milliseconds minute month quarter " +
  "second week doy dow year yearweek"
).split(" ");
const truncs =
  "century day decade hour isoyear microseconds millennium milliseconds minute month quarter second week year".split(
    " ",
  );

describe("time without ICU answers as native DuckDB does", () => {
  it.each(dateParts)("%s(…) of each type", async (name) => {
    await same(each((value) => `${name}(${value})`, moments));
  });

  it.each(parts)("date_part('%s', …) and extract", async (part) => {
    await same(each((value) => `date_part('${part}', ${value})`, moments));
    await same(each((value) => `extract(${part} from ${value})`, moments));
  });

  it("the zone of a TIMESTAMPTZ is UTC", async () => {
    await same("select timezone(z), timezone_hour(z), timezone_minute(z), date_part('timezone', z) from t");
    await same("select date_part('timezone_hour', z), extract(timezone_minute from z), epoch_ns(z) from t");
  });

  it("parts of intervals and clock times, lists of parts, parts from a column", async () => {
    await same("select hour(time '12:34:56.5'), second(timetz '12:34:56+02'), year(interval 14 months)");
    await same(
      "select date_part(['year','month','epoch','timezone'], z), date_part(['hour'], time '10:11:12') from t",
    );
    await same(
      "select x, date_part(x, z), date_trunc(x, z), date_trunc(x, d) from t, (values ('year'),('day'),(NULL)) v(x) order by all",
    );
  });

  it.each(truncs)("date_trunc('%s', …), with the type of its result", async (part) => {
    await same(
      each((value) => `date_trunc('${part}', ${value})`, [...moments, "interval '400 days 30 hours'"]),
    );
    await same(each((value) => `datetrunc('${part}', ${value})`, moments));
  });

  it.each(truncs)("date_diff and date_sub by %s", async (part) => {
    const pairs = [
      [z, "timestamptz '1970-01-01 00:00:00+00'"],
      [z, "date '2024-02-29'"],
      ["timestamp '2021-05-06 07:08:09'", z],
      ["NULL::timestamptz", z],
      ["date '2021-05-06'", "date '2024-02-29'"],
    ];
    for (const name of ["date_diff", "datediff", "date_sub", "datesub"])
      await same(`select ${pairs.map(([a, b]) => `${name}('${part}', ${a}, ${b})`).join(", ")}`);
  });

  it.each(["interval 1 hour", "interval 7 days", "interval 3 months", "interval 1 year"])(
    "time_bucket(%s, …) with offset, origin and zone",
    async (width) => {
      for (const value of moments.slice(0, 6)) {
        await same(
          `select time_bucket(${width}, ${value}), time_bucket(${width}, ${value}, interval 2 days), time_bucket(${width}, ${value}, ${z}), time_bucket(${width}, ${value}, date '2024-02-29')`,
        );
      }
      await same(
        `select time_bucket(${width}, ${z}, 'Europe/Paris'), time_bucket(${width}, z, 'America/New_York') from t`,
      );
    },
  );

  it("age, strftime, make_timestamptz, date_add", async () => {
    await same("select age(z, timestamptz '2020-02-29 05:06:07+00'), age(ts, z), age(z, d) from t");
    await same("select age(z) = age(ts), age(d) = age(d::timestamptz) from t");
    await same(
      "select strftime(z, '%Y-%m-%d %H:%M:%S.%f %z %A %j %V'), strftime(d, '%c'), strftime('%x', ts) from t",
    );
    await same(
      "select make_timestamptz(1700000000000000), make_timestamptz(2024,2,29,1,2,3.5), make_timestamptz(2024,7,1,1,2,3.5,'Europe/Paris')",
    );
    await same(
      "select date_add(date '2024-01-31', interval 1 month), date_add(ts, interval 1 month), date_add(z, interval 1 month) from t",
    );
  });

  it("now in all its forms has native's types and one value", async () => {
    const now =
      "now() transaction_timestamp() current_timestamp get_current_timestamp() today() current_date current_date() current_time get_current_time() localtime localtimestamp current_localtime() current_localtimestamp()".split(
        " ",
      );
    await same(`select ${now.map((call) => `typeof(${call})`).join(", ")}`);
    await same(
      "select today() = current_date, localtimestamp = now()::timestamp, current_date - date '2024-01-01' > 5",
    );
    await same("select current_date from (select 5 as current_date)");
  });

  it("operators and casts, after repair", async () => {
    for (const value of [
      z,
      "timestamptz '1582-10-10 01:00:00+00'",
      "timestamptz 'infinity'",
      "NULL::timestamptz",
    ]) {
      await same(
        `select ${value} + interval '1 month -3 hours', interval 1 day + ${value}, ${value} - interval 1 day`,
      );
      await same(
        `select (${value})::date, (${value})::timestamp, cast(${value} as date), try_cast(${value} as date) as x`,
      );
    }
    await same(
      `select ${z} - timestamptz '2021-11-30 23:59:59+02', ${z} - date '2024-01-01', date '2024-01-01' - ${z}`,
    );
    await same(`select ${z}::timetz, try_cast(d as date), try_cast('x' as date) from t`);
    await same(
      "select count(*) from t where z > now() - interval 10000 days - interval 1 hour * 2 and i + 1 < 5",
    );
    await same(
      "select z - interval (i) day as a, case when z - interval 1 day < ts then z::date end b from t order by i",
    );
    await same(
      "select sum(i) + 1 as s, max(z) - min(z) m, max(z) + interval 1 day x from t group by i % 2 order by all",
    );
  });

  it.each(["range", "generate_series"])("%s over times and numbers", async (name) => {
    await same(
      `select ${name}(${z}, timestamptz '2024-06-01', interval 1 month), ${name}(date '2024-01-01', ${z}, interval 20 day)`,
    );
    await same(
      `select ${name}(timestamp '2024-01-01', timestamp '2024-01-05', interval 2 day), ${name}(5), ${name}(1, 5), ${name}(1, 10, 3), ${name}(10, 1, -4)`,
    );
    await same(`select ${name}(min(z), max(z), interval 3 day), ${name}(1, max(i), 40) from t`);
    await same(`select * from ${name}(3)`);
    await same(`select t.i, r.* from t, ${name}(t.i) r where t.i < 4 order by all`);
    await same(`select * from ${name}(${z}, timestamptz '2024-06-01', interval 1 month)`);
    await same(
      `select ${name}.* from ${name}(timestamptz '2024-01-01', timestamptz '2024-01-05', interval 2 day)`,
    );
    await same(
      `select x from ${name}(timestamptz '2024-01-01', timestamptz '2024-01-05', interval 2 day) r(x)`,
    );
  });

  it("wherever an argument may come from: aggregates, windows, subqueries, lambdas, lists, macros, views", async () => {
    const queries = [
      "select year(max(d)), year(max(z)), date_trunc('month', max(z)) from t",
      "select year(d), count(*) from t group by year(d) order by year(d)",
      "select date_trunc('month', z) m, count(*) from t group by all order by all",
      "select year(lag(z) over (order by i)) from t order by i",
      "select i from t qualify year(max(z) over ()) = 2024 order by i",
      "select count(*) from t having year(max(z)) = 2024",
      "select i from t a where exists (select 1 from t b where month(b.d) = month(a.z) and b.i > a.i) order by i",
      "select (select month(a.z)) from t a order by a.i",
      "select date_trunc('month', (select max(z) from t b where b.d = t.d)) from t order by i",
      "select list_transform([z, now()], lambda x: year(x) > 2000) from t order by i",
      "select [month(x) for x in [z]] from t order by i",
      "select month(unnest([d, d])) m from t order by m",
      "select d.year(), z.month() from t order by i",
      "select list(date_trunc('month', z) order by z)[1:2], sum(month(z)) filter (month(d) > 1) from t",
      "select row_number() over (partition by date_trunc('month', z) order by hour(z), i) from t order by i",
      "with recursive r as (select timestamptz '2024-01-01' z union all select date_trunc('year', z) from r where false) select * from r",
      "select month(columns(c -> c in ('z', 'd'))) from t order by i",
      "select date_trunc('week', date_trunc('month', date_trunc('year', date_trunc('day', z)))) from t order by i",
      "select month(d) from t group by grouping sets ((month(d)), ()) order by all",
    ];
    for (const sql of queries) await same(sql);
    await engine.query("create macro local(x, zone) as x at time zone zone");
    expect((await engine.texts("select local(ts, 'UTC') from t")).status).toBe("ok");
    await engine.query("create macro next_month(x) as date_trunc('month', x) + interval 1 month");
    await engine.query("create view v as select hour(z) h, date_trunc('day', z) as day from t");
    expect((await engine.texts("select * from v order by all")).status).toBe("ok");
    expect((await engine.texts("select next_month(d) from t")).status).toBe("ok");
  });

  it("TIMESTAMPTZ in aggregates, comparisons and text needs no help", async () => {
    await same(
      "select min(z), max(z), avg(z), median(z), mode(i), arg_max(i, z), quantile_cont(z, 0.25), mad(z), count(distinct z) from t",
    );
    await same(
      "select greatest(z, ts), coalesce(z, d), z > '2024-02-01', z between date '2024-02-01' and timestamp '2024-02-05' from t order by i",
    );
    await same(
      "select to_timestamp(1.5), epoch_ms(1700000000000), '2024-01-01 10:00:00+05:30'::timestamptz, date '2024-01-01' + timetz '10:00:00+02'",
    );
    await same(
      "select strptime('2024-01-01 00:00:00 +02', '%Y-%m-%d %H:%M:%S %z'), try_strptime('x', '%Y'), strptime('100%Z', '100%%Z')",
    );
  });
});

describe("what cannot be answered without ICU", () => {
  it.each([
    ["select strptime('2024-01-01 UTC', '%Y-%m-%d %Z')", /%Z/],
    ["select 'a' < 'b' collate de", /icu extension/],
    ["select icu_sort_key('a', 'de')", /icu extension/],
    ["select * from pg_timezone_names()", /icu extension/],
    ["set timezone = 'Europe/Paris'", /UTC/],
    ["set calendar = 'japanese'", /UTC/],
    ["load icu", /LOAD/],
    [`select system.main.year(${z})`, /schema/],
    ["select current_setting('TimeZone')", /icu/],
    ["select '2024-01-01 10:00:00 Europe/Paris'::timestamptz", /not UTC/],
    [`select ${z}::time`, /TIME/],
    ["select timestamp '2024-01-01' at time zone 'Nope/Nope'", /Nope\/Nope/],
    ["select timezone(x, ts) from t, (values ('Europe/Paris'), ('UTC')) v(x)", /time zone must be written/],
    ["select timetz '10:00:00+00' at time zone 'Europe/Paris'", /./],
    ["select timestamp '2150-01-01' at time zone 'Europe/Paris'", /2099/],
  ])("%s is a clear error", async (sql, says) => {
    const answer = await answerSql(engine, sql);
    expect(answer).toMatchObject({ status: "error", message: expect.stringMatching(says) });
    expect(await engine.query("select 42 as n")).toMatchObject({ value: { rows: [["42"]] } });
  });

  it("no function that takes a TIMESTAMPTZ in native DuckDB hangs or traps here", async () => {
    const listed = await native.texts(
      "select distinct function_name, list_transform(parameter_types, lambda x: coalesce(x, 'ANY')) p from duckdb_functions() where function_type in ('scalar', 'aggregate') and list_contains(parameter_types, 'TIMESTAMP WITH TIME ZONE') order by all",
    );
    const sample: Record<string, string> = {
      "TIMESTAMP WITH TIME ZONE": z,
      TIMESTAMP: "timestamp '2024-01-01'",
      DATE: "date '2024-01-01'",
      "TIME WITH TIME ZONE": "timetz '10:00:00+00'",
      INTERVAL: "interval 1 day",
      VARCHAR: "'day'",
      "VARCHAR[]": "['day']",
      DOUBLE: "0.5",
      "DOUBLE[]": "[0.5]",
      FLOAT: "0.5::float",
      "FLOAT[]": "[0.5::float]",
      BLOB: "'a'::blob",
    };
    let called = 0;
    for (const [name, types] of listed.rows) {
      const args = (types ?? "[]")
        .slice(1, -1)
        .split(", ")
        .map((type) => sample[type.replaceAll("'", "")] ?? "1");
      const call = /^[a-z]/.test(name ?? "") ? `"${name}"(${args.join(", ")})` : args.join(` ${name} `);
      const answer = await answerSql(engine, `select ${call}`);
      expect(["ok", "error"], `${call}: ${JSON.stringify(answer)}`).toContain(answer.status);
      called++;
    }
    expect(called).toBeGreaterThan(100);
    expect(shadowedNames.has("time_bucket")).toBe(true);
  });
});
