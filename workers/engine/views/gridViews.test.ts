import { beforeAll, describe, expect, it } from "vitest";
import type { EngineApi, KeptResult, Outcome, RunRequest } from "../../../lib/engine/protocol.ts";
import type { ViewRequest } from "../../../lib/engine/viewRequest.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import { checkFilter } from "../../../lib/view/checkFilter.ts";
import { type Filter, type GridView, wholeRelation } from "../../../lib/view/gridView.ts";
import { StatementCancelled } from "../duckHost.ts";
import { keptSchema } from "../keptResults.ts";
import { EngineSession } from "../session.ts";
import { nodePlatform } from "../testing/nodePlatform.ts";
import { startedEngine } from "../testing/startedEngine.ts";
import { WasmHost } from "../wasmHost.ts";
import { GridViews } from "./GridViews.ts";

let engine: EngineApi;
let ids = 0;
beforeAll(async () => {
  engine = (await startedEngine()).api;
});

function good<T>(answer: Outcome<T>): T {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

async function kept(name: string, sql: string, keep?: RunRequest["keep"]): Promise<KeptResult> {
  const request = { runId: ++ids, name, sql, params: {}, ...(keep && { keep }) };
  const { result } = good(await engine.run(request, () => undefined));
  if (!result) throw new Error("no rows");
  return result;
}

function asked({ resultKey }: KeptResult, view: Partial<GridView>): ViewRequest {
  return { viewId: ++ids, resultKey, view: { ...wholeRelation, ...view } };
}

async function texts(resultKey: string, offset: number, limit: number): Promise<string[]> {
  const page = decodeTextPage(good(await engine.page(resultKey, offset, limit)));
  return Array.from({ length: page.rows }, (_, row) =>
    page.columns.map((_, column) => page.cell(row, column) ?? "NULL").join(" "),
  );
}

const above = (column: string, from: string): Filter => ({
  kind: "range",
  column,
  from,
  to: null,
  isToIncluded: true,
});

describe("a view of a kept result", () => {
  it("orders and filters once, and reads any page of that by its place", async () => {
    const result = await kept("base", "select range as n, range % 7 as m from range(130000)");
    const view = { sort: [{ column: "m", descending: true }], filters: [above("n", "100000")] };
    const { result: opened, matching, cut } = good(await engine.openView(asked(result, view)));
    expect([matching, opened.rowCount, cut]).toEqual([30000, 30000, null]);
    const sixes = Array.from({ length: 130000 }, (_, n) => n).filter((n) => n >= 100000 && n % 7 === 6);
    expect(await texts(opened.resultKey, 0, 3)).toEqual(sixes.slice(0, 3).map((n) => `${n} 6`));
    expect(await texts(opened.resultKey, 29998, 10)).toEqual(["129990 0", "129997 0"]);
    expect(decodeTextPage(opened.firstPage).rows).toBe(200);
  });

  it("of a result that passes another's rows through calls columns by their names there", async () => {
    await kept("base", "select range as n, 'x' as m from range(1000)");
    const renamed = await kept("renamed", "select n as m, m as n from base");
    expect(renamed.kept).toBe("view");
    const view = { sort: [{ column: "m", descending: true }], filters: [above("m", "500")] };
    const { result } = good(await engine.openView(asked(renamed, view)));
    expect(await texts(result.resultKey, 0, 2)).toEqual(["999 x", "998 x"]);
  });

  it("has the rows for which conditions over the names of its columns hold, beside its own filters", async () => {
    await kept("base", "select range as n, range % 7 as m from range(1000)");
    const renamed = await kept("renamed", "select n as m, m as n from base");
    const view = { sort: [], filters: [above("m", "500")], also: ['"n" = 3 OR "n" = 4', '"m" < 600'] };
    const { result, matching } = good(await engine.openView(asked(renamed, view)));
    const wanted = Array.from({ length: 600 }, (_, n) => n).filter(
      (n) => n >= 500 && (n % 7 === 3 || n % 7 === 4),
    );
    expect(matching).toBe(wanted.length);
    expect(await texts(result.resultKey, 0, 2)).toEqual(wanted.slice(0, 2).map((n) => `${n} ${n % 7}`));
    const byName = good(
      await engine.openView({ ...asked(renamed, view), resultKey: "", relation: "Renamed" }),
    );
    expect(byName.matching).toBe(wanted.length);
    const computed = await kept("computed", "select range as n from range(100)", "view");
    const few = good(await engine.openView(asked(computed, { also: ["n < 5"] })));
    expect(few.matching).toBe(5);
  });

  it("of rows that are not kept has the first ten thousand in its order, and says so", async () => {
    const computed = await kept("computed", "select range as n, range % 2 as m from range(50000)", "view");
    const sorted = asked(computed, { sort: [{ column: "m", descending: true }] });
    const { result, matching, cut } = good(await engine.openView(sorted));
    expect([result.rowCount, matching, cut]).toEqual([10_000, 50_000, "unkept"]);
    expect(await texts(result.resultKey, 9_998, 5)).toEqual(["19997 1", "19999 1"]);
    const few = good(await engine.openView(asked(computed, { filters: [above("n", "49990")] })));
    expect([few.result.rowCount, few.matching, few.cut]).toEqual([10, 10, null]);
  });

  it("past what ordering may take has the first ten thousand in its order", async () => {
    const host = await WasmHost.start(nodePlatform());
    const never = { sql: [], isNeededBy: () => false };
    const session = await EngineSession.open(host, [`create schema ${keptSchema}`], never);
    await session.control(`create table ${keptSchema}.t as select range as n from range(30000)`);
    const columns = [{ name: "n", type: "BIGINT" }];
    const resultKey = session.keep({ columns, rowCount: 30_000, source: { table: "t", from: ["n"] } });
    const views = new GridViews(session, 1_000_000);
    const view = { sort: [{ column: "n", descending: true }], filters: [above("n", "100")] };
    const opened = await views.open({ viewId: 1, resultKey, view }, new AbortController().signal);
    expect([opened.result.rowCount, opened.matching, opened.cut]).toEqual([10_000, 29_900, "memory"]);
    const page = await views.page(opened.result.resultKey, 9_999, 5);
    if (!page) throw new Error("no page");
    expect(decodeTextPage(page).cell(0, 0)).toBe("20000");
    await expect(views.open({ viewId: 2, resultKey, view }, AbortSignal.abort())).rejects.toThrow(
      StatementCancelled,
    );
    const tables = await session.control(`select count(*)::INTEGER as n from duckdb_tables()`);
    expect(tables.getChild("n")?.get(0), "what was stopped leaves nothing").toBe(2);
    host.die("The test is over.");
  });

  it("goes with its result, and when it is closed", async () => {
    const result = await kept("base", "select range as n from range(1000)");
    const first = asked(result, { sort: [{ column: "n", descending: true }] });
    const opened = good(await engine.openView(first));
    await engine.closeView(first.viewId);
    const closed = await engine.page(opened.result.resultKey, 0, 1);
    expect(closed.ok).toBe(false);
    const second = good(await engine.openView(asked(result, { filters: [above("n", "1")] })));
    await kept("base", "select 1 as n");
    await expect.poll(async () => (await engine.page(second.result.resultKey, 0, 1)).ok).toBe(false);
    const late = await engine.openView(asked(result, {}));
    expect(late.ok ? null : late.error.message).toContain("no longer kept");
  });

  it("that is closed while it is made settles as cancelled, and cells ran meanwhile", async () => {
    const result = await kept("base", "select range::VARCHAR || 'x' as t from range(100000)");
    const request = asked(result, { sort: [{ column: "t", descending: true }] });
    const opening = engine.openView(request);
    const beside = kept("other", "select 1 as n");
    await engine.closeView(request.viewId);
    const answer = await opening;
    expect(answer.ok ? "opened" : answer.error.code).toBe("cancelled");
    expect((await beside).rowCount).toBe(1);
  });

  it("that the engine refuses says why, and the result stays readable", async () => {
    const result = await kept("base", "select 'a' as t");
    const bad: Filter = { kind: "text", column: "t", how: "matches", text: "(", matchCase: true, not: false };
    const answer = await engine.openView(asked(result, { filters: [bad] }));
    expect(answer.ok ? "" : answer.error.message).toContain("missing )");
    expect(await texts(result.resultKey, 0, 1)).toEqual(["a"]);
  });
});

describe("a filter that is looked at before it is applied", () => {
  const check = (filter: Filter, type: string) =>
    checkFilter(filter, { name: "a b", type }, (sql, most) => engine.select(sql, most));
  const matches = (text: string): Filter => ({
    kind: "text",
    column: "a b",
    how: "matches",
    text,
    matchCase: false,
    not: false,
  });

  it("is told where its expression is none, and its day one that no month has", async () => {
    expect(await check(matches("(a"), "VARCHAR")).toBe("Not a regular expression: missing ): (a.");
    expect(await check(matches("(a|b)+"), "INTEGER[]")).toBeNull();
    expect(await check(above("a b", "2024-02-30"), "DATE")).toContain("2024-02-30");
    expect(await check(above("a b", "2024-02-29 12:00"), "TIMESTAMP WITH TIME ZONE")).toBeNull();
    expect(await check(above("a b", "2024-02-29 12:00+05:30"), "TIMESTAMP WITH TIME ZONE")).toBeNull();
    expect(await check(above("a b", "2024-02-29T12:00"), "TIMESTAMP")).toBeNull();
  });
});

describe("a SELECT with a number", () => {
  it("settles as cancelled once it is closed, and what came after it is answered", async () => {
    const viewId = ++ids;
    const long = engine.select(
      "select sum(a.range * b.range) as n from range(200000) a, range(200000) b",
      1,
      viewId,
    );
    await engine.closeView(viewId);
    const answer = await long;
    expect(answer.ok ? "answered" : answer.error.code).toBe("cancelled");
    expect((await engine.select("select 1 as n", 1, ++ids)).ok).toBe(true);
  });
});

describe("the values of a column", () => {
  const values = async (result: KeptResult, column: string, search: string, most: number, view = {}) => {
    const found = good(await engine.valuesOf({ ...asked(result, view), column, search, most }));
    return [found.values.map(({ value, count }) => `${value} ${count}`).join(", "), found.isMore];
  };

  it("come counted, the most frequent first, as many as asked for, of the view's rows", async () => {
    const sql =
      "select case when range % 10 = 0 then null else 'v' || (range % 4) end as v, range as n from range(100)";
    const result = await kept("base", sql);
    expect(await values(result, "v", "", 10)).toEqual(["v1 25, v3 25, v0 20, v2 20, null 10", false]);
    expect(await values(result, "v", "", 2)).toEqual(["v1 25, v3 25", true]);
    expect(await values(result, "v", "V2", 2, { filters: [above("n", "90")] })).toEqual(["v2 2", false]);
    expect(await values(result, "n", "99", 5)).toEqual(["99 1", false]);
  });

  it("are told apart as a filter on them tells them apart", async () => {
    const sql = "select unnest(['-0'::DOUBLE, 0, 1.5]) as d, interval '30 days' as i, [1, null] as l";
    const result = await kept("base", sql);
    expect(String(await values(result, "d", "", 5))).toMatch(/^-?0\.0 2, 1\.5 1,false$/);
    expect(await values(result, "i", "day", 5)).toEqual(["30 days 3", false]);
    expect(await values(result, "l", "null", 5)).toEqual(["[1, NULL] 3", false]);
  });
});
