import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { lookSql } from "./columnLook.ts";
import { estimateMatch, shareOf } from "./estimateMatch.ts";
import { proposeLink } from "./propose.ts";
import { type MatchEngine, runMatch } from "./runMatch.ts";
import type { MatchSetup } from "./setup.ts";

/** A list of made-up people and a copy of it with slips, with what is needed to match them. */
async function twoLists(people: number): Promise<{ setup: MatchSetup; engine: MatchEngine }> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("set threads = 1");
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  const part = (i: string, nr: number) =>
    `['ba', 'ke', 'li', 'mo', 'nu', 'ra', 'se', 'ti', 'vo', 'zu', 'dal', 'fen', 'gor', 'hil', 'jup'][(1 + hash(${i}, ${nr}) % 15)::INT]`;
  const word = (i: string, nr: number) => `${part(i, nr)} || ${part(i, nr + 1)} || ${part(i, nr + 2)}`;
  const town = (i: string) => `['north', 'south', 'east'][(1 + hash(${i}, 99) % 3)::INT]`;
  await connection.run(
    `create table l as select i as id, ${word("i", 1)} || ' ' || ${word("i", 11)} as name, ${town("i")} || 'town ' || ${word("i", 31)} as place from range(${people}) r(i)`,
  );
  // Every third name has lost its fourth letter.
  await connection.run(
    `create table r as select id, case when id % 3 = 0 then left(name, 3) || substr(name, 5) else name end as name, place from l order by hash(id)`,
  );
  const side = async (relation: string) => {
    const columns = (await ask(`describe ${relation}`)).map((row) => ({
      name: String(row.column_name),
      type: String(row.column_type),
    }));
    const looks = await ask(
      lookSql(
        relation,
        columns.filter(({ name }) => name !== "id"),
      ),
    );
    return { relation, key: "id", columns, looks: looks as unknown as Parameters<typeof proposeLink>[0] };
  };
  const [left, right] = [await side("l"), await side("r")];
  const comparisons = proposeLink(left.looks, right.looks);
  const setup: MatchSetup = {
    ...{ work: "m", name: "m", left, right, comparisons },
    ...{ candidates: null, outcome: "one-to-one", decisions: [] },
  };
  const engine: MatchEngine = {
    async run(steps) {
      for (const { sql } of steps) await connection.run(sql);
    },
    ask: (sql, most) => ask(`select * from (${sql}) limit ${most}`),
  };
  return { setup, engine };
}

describe("an estimate", () => {
  it("counts the pairs of each rule as a join of what its records share does", async () => {
    const { setup, engine } = await twoLists(900);
    const { rules } = await estimateMatch(setup, engine);
    const count = async (sql: string) =>
      Number((await engine.ask(`select count(*)::DOUBLE as n from ${sql}`, 1))[0]?.n);
    const word = `(select id, unnest(list_distinct(string_split(name || ' ' || place, ' '))) as t from`;
    expect(rules.find(({ rule }) => rule === "a word")?.pairs).toBe(
      await count(`${word} l) a join ${word} r) b using (t)`),
    );
    expect(rules.find(({ rule }) => rule === "name")?.pairs).toBe(await count("l join r using (name)"));
    const broadest = rules.find(({ rule }) => rule === "a word")?.largest;
    expect(broadest?.text).toMatch(/^(north|south|east)town$/);
    expect(broadest?.left).toBe(await count(`l where place like '${broadest?.text}%'`));
  });

  it("knows what share of the matches blocking keeps, also where it keeps few", async () => {
    const { setup, engine } = await twoLists(900);
    const all = await estimateMatch(setup, engine);
    expect(all.recall?.records).toBe(300);
    expect(all.recall?.share).toBeGreaterThan(0.97);
    // Four of each, and one candidate for each: most pairs of the same four are never compared.
    await engine.run(
      [
        {
          label: "",
          sql: "create table four as select id * 10 + n as id, l.name || ['', 'a', 'x', ' jr'][n] as name, place from l, range(1, 5) c(n) where id < 300",
        },
      ],
      0,
      1,
    );
    const ofOne: MatchSetup = {
      ...{ ...setup, left: { ...setup.left, relation: "four" }, right: null },
      ...{ candidates: 1, outcome: "clusters" },
    };
    const { recall } = await estimateMatch(ofOne, engine);
    await runMatch(ofOne, null, engine);
    const [row] = await engine.ask(
      "select (count(*) / (300 * 6))::DOUBLE as kept from m__pairs p join m__left a on a.i = p.l join m__left b on b.i = p.r where a.k // 10 = b.k // 10",
      1,
    );
    const kept = Number(row?.kept);
    expect(kept).toBeLessThan(0.7);
    expect(Math.abs((recall?.share ?? 0) - kept)).toBeLessThan(0.1);
  });

  it("says nothing of a share where every pair is compared, or none is there", async () => {
    const few = await twoLists(50);
    expect(await estimateMatch(few.setup, few.engine)).toMatchObject({ recall: null, most: 2500, all: 2500 });
    const none = await twoLists(0);
    expect(await estimateMatch({ ...none.setup, candidates: 3 }, none.engine)).toMatchObject({
      recall: null,
      all: 0,
    });
  });

  it("has a wider interval the fewer it has seen, and never one beyond all or nothing", () => {
    const [few, many] = [shareOf(9, 10), shareOf(900, 1000)];
    expect(few.high - few.low).toBeGreaterThan(5 * (many.high - many.low));
    // Wilson's interval of 9 of 10.
    expect([few.low, few.high].map((value) => value.toFixed(3))).toEqual(["0.596", "0.982"]);
    expect(shareOf(10, 10).high).toBe(1);
    expect(shareOf(0, 10).low).toBeCloseTo(0, 12);
  });
});
