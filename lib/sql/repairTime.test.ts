import { describe, expect, it } from "vitest";
import { repairTime } from "./repairTime.ts";
import { rewriteForEngine } from "./rewriteForEngine.ts";

const plus = "No function matches the given name and argument types '+(TIMESTAMP WITH TIME ZONE, INTERVAL)'.";
const minus = plus.replace("'+(", "'-(");
const cast = "Unimplemented type for cast (TIMESTAMP WITH TIME ZONE -> DATE)";
const repaired = (sql: string, message: string, mark: string) =>
  repairTime(sql.replace("¦", ""), { message, offset: sql.indexOf(mark) })?.text;

describe("repairing one operator", () => {
  it.each([
    ["select now() ¦- interval 1 day", "select eider_minus(now() , interval 1 day)"],
    ["select a, z ¦- interval '1' day d from t", "select a, eider_minus(z , interval '1' day) d from t"],
    ["where a < z ¦- i * 2 - j and b", "where a < eider_minus(z , i * 2) - j and b"],
    ["select x + z ¦- i", "select eider_minus(x + z , i)"],
    ["select f(a, t.z ¦- (1 + 2)) over ()", "select f(a, eider_minus(t.z , (1 + 2))) over ()"],
    ["case when a then z ¦- i else b end", "case when a then eider_minus(z , i) else b end"],
    ["select case when a then b end ¦- i from t", "select eider_minus(case when a then b end , i) from t"],
    ["z between y ¦- i and y", "z between eider_minus(y , i) and y"],
    ["'a' || z ¦- -i::interval || 'b'", "'a' || eider_minus(z , -i::interval) || 'b'"],
    [
      "z ¦- timestamp with time zone '2024-01-01' > x",
      "eider_minus(z , timestamp with time zone '2024-01-01') > x",
    ],
    [
      "(select max(z) from t) ¦- l[1].x at time zone 'UTC'",
      "eider_minus((select max(z) from t) , l[1].x at time zone 'UTC')",
    ],
    [
      "select z ¦- sum(i) filter (where a) over (order by b) as d",
      "select eider_minus(z , sum(i) filter (where a) over (order by b)) as d",
    ],
  ])("%s", (sql, expected) => {
    expect(repaired(sql, minus, "¦")).toBe(expected);
  });

  it("an addition likewise, and a cast in either form", () => {
    expect(repaired("z ¦+ i", plus, "¦")).toBe("eider_plus(z , i)");
    expect(repaired("select (a).z¦::date", cast, "¦")).toBe("select (a).z::TIMESTAMP::date");
    expect(repaired("¦cast(z + (x as y) as date)", cast, "¦")).toBe(
      "cast((z + (x as y))::TIMESTAMP as date)",
    );
  });

  it("leads places back to the text before, and leaves other errors alone", () => {
    const fixed = repairTime("select z - i, nope", { message: minus, offset: 9 });
    expect(fixed?.map(fixed.text.indexOf("nope"))).toBe(14);
    expect(repairTime("select z - i", { message: "Something else", offset: 9 })).toBeNull();
    expect(repairTime("select z - i", { message: minus, offset: null })).toBeNull();
    expect(repairTime("select z -", { message: minus, offset: 9 })).toBeNull();
    expect(repairTime("select z - i", { message: minus, offset: 3 })).toBeNull();
  });
});

describe("rewriting beforehand", () => {
  it("leaves what needs nothing as it is", () => {
    const sql = "select year(d), z - i, cast(z as date), 'try_cast(x as date)' from t -- load icu";
    expect(rewriteForEngine(sql)).toMatchObject({ text: sql, zones: [], problems: [] });
  });

  it("finds the zones that a statement names", () => {
    const zones = (sql: string) => rewriteForEngine(sql).zones;
    expect(zones("select ts at time zone 'UTC' at time zone 'Europe/Paris', 'Asia/Tokyo'")).toEqual([
      "europe/paris",
      "asia/tokyo",
    ]);
    expect(zones("select timezone($$EST$$, ts), 'day'")).toEqual(["est"]);
    expect(zones("select 'Europe/Paris'")).toEqual([]);
  });

  it("try_cast to DATE goes around the silent NULL and keeps the column's name", () => {
    expect(rewriteForEngine("select try_cast(z as date) from t").text).toBe(
      'select try_cast(eider_plain(z) as date) AS "TRY_CAST(z AS DATE)" from t',
    );
    expect(rewriteForEngine("select try_cast(f(a, b) as date) x, try_cast(z as int)").text).toBe(
      "select try_cast(eider_plain(f(a, b)) as date) x, try_cast(z as int)",
    );
  });

  it("calls the engine's own date_trunc by a macro that reaches no stub", () => {
    expect(rewriteForEngine("select system.main.date_trunc('hour', t), date_trunc('day', t)")).toMatchObject({
      text: "select eider_date_trunc('hour', t), date_trunc('day', t)",
      problems: [],
    });
    expect(rewriteForEngine("select pg_catalog.date_trunc('hour', t)").problems).toHaveLength(1);
  });

  it("names what the engine cannot do, with its place", () => {
    const [problem] = rewriteForEngine("select 1;\n  install icu").problems;
    expect(problem).toMatchObject({ code: "unsupported", line: 2, column: 3, length: 7 });
    expect(rewriteForEngine("use other").problems).toHaveLength(1);
    expect(
      rewriteForEngine("select pg_catalog.date_part('year', z), t.year, system.main.abs(1)").problems,
    ).toHaveLength(1);
  });
});
