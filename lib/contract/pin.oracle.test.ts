import { beforeAll, describe, expect, it } from "vitest";
import { oddSetup } from "../clean/testing/oddRelation.ts";
import type { NativeRows } from "../profile/testing/nativeRows.ts";
import { createOddColumns } from "../profile/testing/oddColumns.ts";
import { checkRelation } from "./checkRelation.ts";
import type { Contract } from "./contract.ts";
import { pinRelation } from "./pin.ts";
import { rowsSql } from "./rowsSql.ts";
import { type NativeContracts, nativeContracts } from "./testing/nativeContracts.ts";

let native: NativeRows;
let make: NativeContracts["make"];
let pinned: NativeContracts["pinned"];
let checked: NativeContracts["checked"];
let texts: NativeContracts["texts"];

beforeAll(async () => {
  ({ native, make, pinned, checked, texts } = await nativeContracts([...oddSetup, createOddColumns]));
});

describe("a pin", () => {
  it.each(["odd", "odd columns", "key words", "keys", "nothing_there"])(
    "of %s holds of the very rows: nothing is found, and all of them pass as they are",
    async (relation) => {
      const contract = await pinned(relation);
      const { findings, resolved } = await checked(contract, relation);
      expect(findings).toEqual([]);
      expect(await texts(rowsSql(relation, resolved))).toEqual(await texts(`from "${relation}"`));
    },
  );

  it("has the shares that counting every bin gives, and missing values with NaN", async () => {
    await make(
      "mixed",
      `select case when i % 10 = 0 then 'NaN'::DOUBLE when i % 10 = 1 then null when i = 2 then 'inf' else sqrt(i) end as d,
       case when i % 4 = 0 then -7 else i % 3 end as few, (i * 37 % 1000)::BIGINT * 5 as n, i as nr,
       ['a', 'b', ''][1 + i % 3] as word, 'text ' || i as free, i % 2 = 0 as flag, date '2024-01-01' + (i // 10)::INTEGER as day
       from range(1000) t(i)`,
    );
    const contract = await pinned("mixed");
    const columns = new Map(contract.pinned?.columns.map((column) => [column.name, column]));
    expect(columns.get("d")?.nulls).toBe(0.2);
    for (const [name, figure] of [
      ["d", "case when isfinite(d) then d end"],
      ["few", "few"],
      ["n", "n"],
      ["free", "length(free)"],
      ["day", "epoch(day)"],
    ] as const) {
      const spread = columns.get(name)?.spread;
      if (!spread || spread.by === "values") throw new Error(`${name} has no bins`);
      expect(spread.edges.length).toBeLessThanOrEqual(10);
      const bins = [...spread.edges, "infinity"].map((edge, at) => {
        const above = at === 0 ? "'-infinity'" : spread.edges[at - 1];
        return `count(*) filter (where f > ${above}::DOUBLE and f <= '${edge}'::DOUBLE) / count(f) as b${at}`;
      });
      const [row = {}] = await native.ask(
        `select ${bins.join(", ")} from (select ${figure} as f from mixed)`,
        1,
      );
      for (const [at, expected] of Object.values(row).entries())
        expect(Math.abs((spread.shares[at] ?? -1) - Number(expected))).toBeLessThan(0.0001);
    }
    // A number that only counts the rows would be another next month.
    expect(columns.get("nr")?.spread).toBeNull();
    expect(columns.get("word")?.spread).toEqual({
      by: "values",
      values: ["a", "", "b"].sort((a, b) => (a === "a" ? -1 : b === "a" ? 1 : a < b ? -1 : 1)),
      shares: [0.334, 0.333, 0.333],
    });
    expect(columns.get("flag")?.spread).toEqual({
      by: "values",
      values: ["false", "true"],
      shares: [0.5, 0.5],
    });
  });

  it("lists the values of fifty, and of more their lengths", async () => {
    await make(
      "many",
      "select 'v' || (i % 50) as fifty, 'v' || (i % 51) as more, repeat('x', 101 + (i % 2)) as long from range(5000) t(i)",
    );
    const [fifty, more, long] = (await pinned("many")).pinned?.columns ?? [];
    expect(fifty?.spread).toMatchObject({ by: "values", values: { length: 50 } });
    expect(more?.spread?.by).toBe("lengths");
    expect(long?.spread?.by).toBe("lengths");
  });

  it("takes six statements for 500 columns, and holds", async () => {
    const columns = Array.from({ length: 500 }, (_, at) =>
      at % 2 === 0 ? `(hash(i + ${at}) % 1000)::DOUBLE as d${at}` : `'v' || (hash(i * ${at}) % 9) as s${at}`,
    );
    await make("wide", `select ${columns.join(", ")} from range(400) t(i)`);
    let asked = 0;
    const ask: NativeRows["ask"] = (...of) => {
      asked += 1;
      return native.ask(...of);
    };
    const described = await native.columns("wide");
    const pin = await pinRelation(ask, "wide", described);
    expect(pin.columns.filter(({ spread }) => spread !== null).length).toBe(500);
    expect(asked).toBeLessThanOrEqual(5);
    const contract: Contract = { pinned: pin, map: new Map(), levels: new Map() };
    expect((await checkRelation(ask, "wide", described, contract)).findings).toEqual([]);
    expect(asked).toBeLessThanOrEqual(8);
  });

  it("looks at a part of many rows, and finds nothing in others of their kind", async () => {
    const rows = (seed: number) =>
      `select (hash(i + ${seed}) % 100000)::BIGINT as n, ['a', 'b', 'c'][1 + (hash(i * 3 + ${seed}) % 3)::INTEGER] as w from range(400000) t(i)`;
    await make("march", rows(1));
    await make("april", rows(999_983));
    expect((await checked(await pinned("march"), "april")).findings).toEqual([]);
  });
});
