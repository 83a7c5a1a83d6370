import { beforeAll, describe, expect, it } from "vitest";
import { type StartedEngine, startedEngine } from "../../../workers/engine/testing/startedEngine.ts";
import { mostPairs } from "../../match/blockSteps.ts";
import type { Cell } from "../../notebook/document.ts";
import { splitStatements } from "../../sql/statements.ts";
import { NativeDuckDB } from "../../sql/testing/nativeDuckDB.ts";
import { type ExecutionContext, noOutput } from "../executor.ts";
import { matchCell } from "./matchCell.ts";

let engine: StartedEngine;
let runs = 1000;

const shop = (rows: string) => `select * from (values ${rows}) as t(id, name, price)`;

// Two shops that name the same things in their own ways, and some that only one has.
const here = shop(`
  (1, 'Sony Bravia 40 inch LCD television KDL-40V', 799.0), (2, 'Bose Acoustimass speaker system AM10', 999.0),
  (3, 'Canon PowerShot camera SD1100', 229.0), (4, 'Netgear ProSafe switch FS105', 49.0),
  (5, 'Panasonic cordless phone KX-TG6700', 99.0), (6, 'Linksys wireless router WRT54G', 59.0),
  (7, 'Garmin nuvi navigator 260W', 249.0), (8, 'Whirlpool dishwasher white DU1055', 399.0)`);
const there = shop(`
  ('a', 'KDL40V Sony LCD TV Bravia 40 in', 789.0), ('b', 'Bose AM10 Acoustimass Speakers', 989.0),
  ('c', 'Canon Digital Camera PowerShot SD-1100', 219.0), ('d', 'FS105 Netgear 5 port switch', 45.0),
  ('e', 'Panasonic KXTG6700 phone', 95.0), ('f', 'Linksys router WRT54G wireless', 55.0),
  ('g', 'Garmin 260W nuvi GPS', 239.0), ('h', 'Sanus television wall mount VM400', 129.0)`);
const true_pairs = ["1a", "2b", "3c", "4d", "5e", "6f", "7g"];

async function make(name: string, sql: string): Promise<void> {
  const done = await engine.api.run({ runId: ++runs, name, sql, params: {} }, () => undefined);
  if (!done.ok) throw new Error(done.error.message);
}

beforeAll(async () => {
  engine = await startedEngine();
  await make("here", here);
  await make("there", there);
});

function cell(source = "", options: Cell["options"] = {}): Cell {
  const linked = { left: "here", right: "there", left_key: "id", right_key: "id" };
  return {
    id: "m",
    name: "pairs",
    kind: "match",
    source,
    options: { ...linked, ...options },
  } as unknown as Cell;
}

function context(more: Partial<ExecutionContext> = {}): ExecutionContext {
  return {
    runId: ++runs,
    engine: engine.api,
    isStopped: () => false,
    onEvent: () => undefined,
    ...more,
  } as unknown as ExecutionContext;
}

const pairsNow = async () => {
  const rows = await engine.rows("select left_key, right_key from pairs order by all");
  return rows.map(([left, right]) => `${left}${right}`);
};

const tablesNow = async () => {
  const rows = await engine.rows(
    "select table_name from information_schema.tables where table_name like 'pairs%' order by 1",
  );
  return rows.map(([name]) => name);
};

describe("a match cell", () => {
  it("that is empty links what is the same, and keeps every scored pair", async () => {
    const done = await matchCell.run(cell(), context());
    if (!done.ok) throw new Error(done.error.message);
    expect(done.value.output.result?.columns.map(({ name }) => name)).toEqual([
      "left_key",
      "right_key",
      "probability",
    ]);
    expect(done.value.output).toMatchObject({
      ...noOutput,
      result: { rowCount: 7 },
      messages: expect.anything(),
    });
    expect(await pairsNow()).toEqual(true_pairs);
    const candidates = await engine.rows(
      "select count(*) filter (probability between 0 and 1), count(*) from pairs__candidates",
    );
    expect(candidates[0]?.[0]).toBe(candidates[0]?.[1]);
    expect(Number(candidates[0]?.[1])).toBeGreaterThan(7);
  });

  it("scores no more pairs than are told before it runs", async () => {
    await make(
      "many",
      "select i as id, 'item ' || (i * 7919 % 300) || ' of lot ' || (i % 40) as name from range(600) r(i)",
    );
    await make(
      "others",
      "select i as id, 'lot ' || (i % 40) || ' item ' || (i * 31 % 300) as name from range(500) r(i)",
    );
    for (const [options, left, right] of [
      [{ left: "many", right: "others" }, 600, 500],
      [
        {
          left: undefined,
          right: undefined,
          left_key: undefined,
          right_key: undefined,
          from: "many",
          key: "id",
        },
        600,
        null,
      ],
    ] as const)
      for (const candidates of [null, 3]) {
        const source = candidates === null ? "" : `candidates: ${candidates}`;
        const done = await matchCell.run(cell(source, options as unknown as Cell["options"]), context());
        if (!done.ok) throw new Error(done.error.message);
        const [[scored] = []] = await engine.rows("select count(*) from pairs__candidates");
        const { most, all } = mostPairs({ candidates }, left, right);
        expect(Number(scored)).toBeGreaterThan(0);
        expect(Number(scored)).toBeLessThanOrEqual(most);
        expect(most).toBeLessThan(all);
      }
    await matchCell.run(cell(), context());
  });

  it("leaves only what it promises behind, also where its next run fails", async () => {
    const kept = ["pairs__candidates", "pairs__curve", "pairs__decisions", "pairs__weights"];
    expect((await tablesNow()).filter((name) => name?.includes("__"))).toEqual(kept);
    const failed = await matchCell.run(cell("", { right: "nowhere" }), context());
    expect(failed.ok).toBe(false);
    expect((await tablesNow()).filter((name) => name?.includes("__"))).toEqual(kept);
  });

  it("does what was decided, and keeps the decisions as a relation", async () => {
    const source = "decisions:\n  - [8, h, yes]\n  - ['4', d, no]";
    const done = await matchCell.run(cell(source), context());
    expect(done.ok).toBe(true);
    expect(await pairsNow()).toEqual([...true_pairs.filter((pair) => pair !== "4d"), "8h"]);
    expect(await engine.rows('select left_key, right_key, "match" from pairs__decisions order by 1')).toEqual(
      [
        ["4", "d", "false"],
        ["8", "h", "true"],
      ],
    );
  });

  it("stands for SQL that makes the very rows", async () => {
    const source = "decisions:\n  - [8, h, no]";
    await matchCell.run(cell(source), context());
    const rows = await engine.rows("select * from pairs order by all");
    const script = await matchCell.script(cell(source), context());
    if (!script.ok) throw new Error(script.error.message);
    await make("pairs", script.value);
    expect(await engine.rows("select * from pairs order by all")).toEqual(rows);
    expect(rows.length).toBe(7);
    const native = await NativeDuckDB.start([
      `create table here as ${here}`,
      `create table there as ${there}`,
    ]);
    const statements = splitStatements(script.value).map(({ text }) => text);
    for (const statement of statements.slice(0, -1)) await native.run(statement);
    const theirs = await native.texts(
      `select left_key, right_key, round(probability, 9) as p from (${statements.at(-1)}) order by all`,
    );
    expect(theirs.rows).toEqual(
      await engine.rows("select left_key, right_key, round(probability, 9) as p from pairs order by all"),
    );
    native.stop();
    // The cell takes its place again.
    expect((await matchCell.run(cell(), context())).ok).toBe(true);
  });

  it("finds what one relation has several times", async () => {
    await make(
      "people",
      `select row_number() over () as nr, * from (values ('anna maria schmidt', '12 oak street', '5551234'), ('ana maria schmidt', '12 oak st', '5551234'),
       ('george miller', '99 long road', '5559876'), ('georg miller', '99 long road', '5559876'), ('george miler', '99 long rd', '5559876'),
       ('paul weber', '1 hill lane', '5550001'), ('julia novak', '7 mill court', '5550002'), ('tim peters', '3 bay view', '5550003')) as t(name, street, phone)`,
    );
    const one = { from: "people", key: "nr" };
    const dedupe = { ...cell(), options: one } as unknown as Cell;
    const done = await matchCell.run(dedupe, context());
    if (!done.ok) throw new Error(done.error.message);
    expect(await pairsNow()).toEqual(["12", "34", "35", "45"]);
  });

  it("has rows of any kind, and none", async () => {
    await make(
      "odd",
      `select * from (values (1, null, '', date '2020-01-01', [1], true, 'NaN'::DOUBLE), (2, null, ' ', null, null, null, null),
       (3, null, 'æøå ﬁ', date '9999-12-31', [], false, 'inf'::DOUBLE), (4, null, 'aeoa fi', date '0001-01-01', [2], true, -1e308),
       (5, null, repeat('x', 5000), date '2020-01-02', [1], true, 0), (6, null, '漢字 kana', date '2020-01-01', [1], true, 0)) as t(id, nothing, text, day, list, yes, number)`,
    );
    const run = (from: string, source = "") =>
      matchCell.run({ ...cell(source), options: { from, key: "id" } } as unknown as Cell, context());
    expect(await run("odd")).toMatchObject({ ok: true });
    expect(await run("odd", "compare: [text, day, number, yes, nothing, list]")).toMatchObject({ ok: true });
    await make("none", "select * from odd where false");
    expect(await run("none")).toMatchObject({
      ok: false,
      error: { message: "No columns were found that could be compared." },
    });
    expect(await run("none", "compare: [text, number]")).toMatchObject({
      ok: true,
      value: { output: { result: { rowCount: 0 } } },
    });
  });

  it("is stopped between statements, and leaves nothing", async () => {
    let asked = 0;
    const stopped = await matchCell.run(cell(), context({ isStopped: () => ++asked > 6 }));
    expect(stopped).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect((await tablesNow()).filter((name) => name?.startsWith("pairs__left"))).toEqual([]);
  });

  it.each([
    ["", { left_key: "idd" }, 'here has no column "idd".', "Did you mean id?"],
    ["compare: [nme]", {}, 'here has no column "nme".', "Did you mean name?"],
    [
      "outcome: clusters",
      {},
      "Two relations make pairs and no groups.",
      "Say outcome: one-to-one or one-to-many.",
    ],
    [
      "treshold: 0.4",
      {},
      'A match has no "treshold".',
      "Keys are compare, outcome, threshold, candidates, decisions.",
    ],
    ["decisions: [[1, a]]", {}, "This is no decision.", "Write [left key, right key, yes] or no."],
  ])("says what is wrong with %s %j", async (source, options, message, hint) => {
    const done = await matchCell.run(cell(source, options), context());
    expect(done).toMatchObject({ ok: false, error: { message, hint } });
  });

  it("reads both of its relations and follows their new names", () => {
    expect(matchCell.facts(cell()).reads).toEqual(["left", "right"].map((side) => cell().options[side]));
    expect(matchCell.facts(cell()).defines).toContain("pairs__candidates");
    const { options, source } = matchCell.rename(cell("threshold: 0.4"), "HERE", "shop");
    expect(options).toEqual({ left: "shop", right: "there", left_key: "id", right_key: "id" });
    expect(source).toBe("threshold: 0.4");
  });
});
