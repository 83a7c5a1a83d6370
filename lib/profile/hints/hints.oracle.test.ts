import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { difference, recipeSelect } from "../../clean/testing/recipeSelect.ts";
import { columnDetails } from "../columnDetails.ts";
import { quickProfiles } from "../quickProfiles.ts";
import { type NativeRows, openNative } from "../testing/nativeRows.ts";
import { columnHints } from "./columnHints.ts";
import type { Hint } from "./hint.ts";

const dirty = '"dirty rows"';

let native: NativeRows;
let hints: Hint[];

beforeAll(async () => {
  native = await openNative();
  await native.run(`create table "dirty rows" as select
    i as id,
    case when i = 7 then 6 else i end as "user id",
    ['Paris', 'Paris', 'paris ', 'PARIS', 'São Paulo', 'Sao Paulo', 'Oslo'][1 + i % 7] as city,
    case when i % 10 = 0 then 'N/A' else (i * 1.5)::VARCHAR end as amount,
    case when i % 2 = 0 then '1,234.50' else '1.234,50' end as price,
    [i || '.0 oz', i || ' oz'][1 + i % 2] as weight,
    strftime(DATE '2024-01-01' + (i % 366)::INTEGER, '%d/%m/%Y') as local_day,
    strftime(TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR, '%Y-%m-%d %H:%M:%S') || case when i % 2 = 0 then 'Z' else '' end as written,
    1700000000 + i * 60 as created_at,
    1700000000000 + i * 60 as event_ts,
    case when i % 20 = 0 then DATE '1900-01-01' else DATE '2024-01-01' + (i % 300)::INTEGER end as born,
    case when i = 3 then TIMESTAMP '9999-12-31' when i = 4 then TIMESTAMP '2199-01-01' else TIMESTAMP '2024-01-01' + INTERVAL (i) DAY end as ends,
    case when i = 5 then 'CafÃ© Ã  la' else 'word ' || (i % 9) end as note,
    case when i = 9 then 1e6 else i % 100 end as size,
    'same' as constant, null as nothing,
    ['de', 'fr', 'NA'][1 + i % 3] as country,
    lpad((i % 50)::VARCHAR, 5, '0') as zip
    from range(400) t(i)`);
  hints = await hintsOf(dirty);
});

/** All hints of a relation, or those of one column. */
async function hintsOf(relation: string, only?: string): Promise<Hint[]> {
  const found: Hint[] = [];
  for (const column of await native.columns(relation)) {
    if (only !== undefined && column.name !== only) continue;
    const [profile] = await quickProfiles(native.ask, relation, [column]);
    if (!profile) throw new Error("no profile");
    const [details] = await columnDetails(native.ask, relation, [column], profile.rows);
    if (!details) throw new Error("no details");
    found.push(...(await columnHints(native.ask, relation, column, { profile, details, year: 2026 })));
  }
  return found;
}

async function numberOf(sql: string): Promise<unknown> {
  return (await native.ask(`select count(*)::DOUBLE as n from (${sql}\n)`, 1))[0]?.n;
}

describe("hints", () => {
  it("say of each column what is wrong with it, and nothing of what is right", async () => {
    expect(hints.map(({ column, rule }) => `${column}: ${rule}`)).toEqual([
      "id: key",
      "user id: nearly-unique",
      "city: padded",
      "city: look-alikes",
      "amount: null-words",
      "amount: numbers-as-text",
      "price: mixed-numbers",
      "weight: numbers-with-units",
      "local_day: times-as-text",
      "written: mixed-zones",
      "created_at: epoch",
      "event_ts: epoch",
      "born: odd-dates",
      "ends: odd-dates",
      "ends: far-future",
      "note: mojibake",
      "size: outliers",
      "constant: constant",
      "nothing: all-null",
    ]);
  });

  it("count the rows that their SQL shows", async () => {
    for (const { rule, rows, where } of hints) {
      if (!where || rows === null || rule === "nearly-unique") continue;
      expect(await numberOf(`select * from ${dirty} where ${where("dirty rows")}`), rule).toBe(rows);
    }
  });

  it("offer steps that run, keep all other columns, and leave nothing to mend", async () => {
    for (const hint of hints) {
      if (!hint.mend) continue;
      const sql = hint.mend.sql("dirty rows");
      await native.run(`create or replace table mended as ${sql}`);
      const columns = await native.columns("mended");
      if (hint.rule !== "constant" && hint.rule !== "all-null")
        expect(columns.map(({ name }) => name)).toContain(hint.column);
      const left = (await hintsOf("mended", hint.column)).filter(({ rule }) => rule === hint.rule);
      expect(left, `${hint.column}: ${hint.rule}`).toEqual([]);
    }
  });

  it("as a step of a clean cell make the very rows that their SQL makes", async () => {
    const offers = hints.flatMap(({ rule, column, mend }) => (mend?.step ? [{ rule, column, mend }] : []));
    expect(offers.map(({ rule, mend }) => `${rule}: ${Object.keys(mend.step ?? {})}`)).toEqual([
      "nearly-unique: dedupe",
      "padded: trim",
      "look-alikes: map",
      "null-words: nulls",
      "numbers-as-text: cast",
      "mixed-numbers: number",
      "numbers-with-units: number",
      "times-as-text: date",
      "mixed-zones: derive",
      "epoch: derive",
      "epoch: derive",
      "odd-dates: nulls",
      "odd-dates: derive",
      "constant: drop",
      "all-null: drop",
    ]);
    for (const { rule, column, mend } of offers) {
      const select = await recipeSelect(native, mend.step ? [mend.step] : [], "dirty rows");
      expect(await difference(native, mend.sql("dirty rows"), select), `${column}: ${rule}`).toEqual([]);
    }
  });

  it("make the values that were meant", async () => {
    const mended = async (rule: string, column: string, sql: string) => {
      const hint = hints.find((one) => one.rule === rule && one.column === column);
      const [row] = await native.ask(
        `select (${sql})::VARCHAR as x from (${hint?.mend?.sql("dirty rows")}\n)`,
        1,
      );
      return row?.x;
    };
    expect(await mended("mixed-numbers", "price", "max(price) || ' ' || min(price)")).toBe("1234.5 1234.5");
    expect(await mended("numbers-with-units", "weight", "sum(weight)")).toBe("79800.0");
    expect(await mended("times-as-text", "local_day", "max(local_day)")).toBe("2024-12-31");
    expect(await mended("epoch", "created_at", "min(created_at)")).toBe("2023-11-14 22:13:20");
    expect(await mended("epoch", "event_ts", "min(event_ts)")).toBe("2023-11-14 22:13:20");
    expect(await mended("look-alikes", "city", "count(distinct city)")).toBe("3");
    expect(await mended("null-words", "amount", "count(amount)")).toBe("360");
  });

  const files = {
    "beers/clean": ["brewery-name: look-alikes", "city: look-alikes"],
    "hospital/clean": [],
    "restaurant-missing/restaurant_3_1": [
      "city: null-words",
      "phone: null-words",
      "type: null-words",
      "class: null-words",
      "class: numbers-as-text",
    ],
  };
  for (const [file, expected] of Object.entries(files)) {
    const path = `../shared/data/cleaning/${file}.csv`;
    it.skipIf(!existsSync(path))(`of ${file}.csv are those that somebody would want to see`, async () => {
      await native.run(`create or replace table file as from '${path}'`);
      const hints = await hintsOf("file");
      expect(
        hints.flatMap(({ tone, column, rule }) => (tone === "look" ? [`${column}: ${rule}`] : [])),
      ).toEqual(expected);
    });
  }
});
