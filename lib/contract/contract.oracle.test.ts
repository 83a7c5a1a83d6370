import { beforeAll, describe, expect, it } from "vitest";
import { oddSetup } from "../clean/testing/oddRelation.ts";
import { type NativeRows, openNative } from "../profile/testing/nativeRows.ts";
import { createOddColumns } from "../profile/testing/oddColumns.ts";
import { checkRelation } from "./checkRelation.ts";
import type { Contract, Finding } from "./contract.ts";
import { driftSql } from "./driftSql.ts";
import { pinRelation } from "./pin.ts";
import { psi } from "./psi.ts";
import { readContract } from "./readContract.ts";
import { rowsSql } from "./rowsSql.ts";
import { withPin } from "./writeContract.ts";

let native: NativeRows;

beforeAll(async () => {
  native = await openNative();
  for (const sql of [...oddSetup, createOddColumns]) await native.run(sql);
});

async function pinned(relation: string, rest: Partial<Contract> = {}): Promise<Contract> {
  const pin = await pinRelation(native.ask, relation, await native.columns(`"${relation}"`));
  // What is compared with is what the text says, so the text is part of every test.
  const read = readContract(withPin("", pin));
  if (!read.ok) throw new Error(read.error.message);
  return { ...read.value, ...rest };
}

async function checked(contract: Contract, relation: string) {
  return await checkRelation(native.ask, relation, await native.columns(`"${relation}"`), contract);
}

const brief = (findings: readonly Finding[]) =>
  findings.map(({ column, finding, level }) => `${level}: ${column} ${finding}`);

async function make(name: string, sql: string) {
  await native.run(`create or replace table "${name}" as ${sql}`);
}

const texts = (sql: string) => native.ask(`select cast(columns(*) as VARCHAR) from (${sql})`, 1e6);

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

const month = (more: string, where = "true") =>
  `select i as id, (i * 7919 % 1000)::DOUBLE / 10 as amount, ['open', 'closed'][1 + i % 2] as status,
   case when i % 20 = 0 then null else 'note ' || i end as note, timestamp '2024-01-01' + interval (i) hour as ordered_at ${more}
   from range(2000) t(i) where ${where}`;

describe("next month's relation", () => {
  let contract: Contract;
  beforeAll(async () => {
    await make("january", month(""));
    contract = await pinned("january");
  });

  it("of the same kind passes, with its times told", async () => {
    await make(
      "february",
      `select * replace (id + 2000 as id, ordered_at + interval 31 day as ordered_at) from january`,
    );
    expect(brief((await checked(contract, "february")).findings)).toEqual(["note: ordered_at distribution"]);
  });

  it("is found wanting in all that differs, and by the index that its bins have", async () => {
    await make(
      "february",
      `select id, amount * 1.5 as amount, case when id % 10 = 0 then 'lost' when id = 1 then 'held' else status end as status,
       case when id % 3 = 0 then note end as note, ordered_at, 'web' as channel from january where id < 900`,
    );
    const { findings } = await checked(contract, "february");
    expect(brief(findings)).toEqual([
      "warn: amount distribution",
      "warn: status new values",
      "warn: note nulls",
      "warn: note distribution",
      "note: ordered_at distribution",
      "warn: channel added",
      "warn:  rows",
    ]);
    const amount = contract.pinned?.columns[1]?.spread;
    if (amount?.by !== "bins") throw new Error("no bins");
    const counts = await Promise.all(
      [...amount.edges, Number.POSITIVE_INFINITY].map(async (edge, at) => {
        const above = at === 0 ? "true" : `amount > ${amount.edges[at - 1]}`;
        const [row] = await native.ask(
          `select count(*) as n from february where ${above} and amount <= '${edge}'::DOUBLE`,
          1,
        );
        return Number(row?.n);
      }),
    );
    expect(findings[0]?.psi).toBeCloseTo(psi(amount.shares, counts), 9);
    expect(findings[1]).toMatchObject({ pinned: "2 values", now: "91 rows: “lost”, “held”" });
    expect(findings[2]).toMatchObject({ pinned: "5 %", now: "68 %" });
  });

  it("with other names is stopped with guesses, and passes once it is mapped", async () => {
    await make(
      "february",
      "select id as order_id, amount as total, status as state, note as remark, ordered_at as ts from january",
    );
    const { findings, guesses } = await checked(contract, "february");
    expect(Object.fromEntries([...guesses].map(([name, { column }]) => [name, column.name]))).toEqual({
      id: "order_id",
      amount: "total",
      status: "state",
      note: "remark",
      ordered_at: "ts",
    });
    expect(brief(findings).slice(0, 2)).toEqual(["stop: id renamed", "stop: amount renamed"]);
    const map = new Map([...guesses].map(([name, { column }]) => [name, column.name]));
    const after = await checked({ ...contract, map }, "february");
    expect(new Set(brief(after.findings).map((text) => text.replace(/ \w+ /, " ")))).toEqual(
      new Set(["note: renamed"]),
    );
    expect(await texts(rowsSql("february", after.resolved))).toEqual(await texts("from january"));
  });

  it("without a column stops, unless it is said to be NULL", async () => {
    await make("february", "select id, amount, status, ordered_at from january");
    expect(brief((await checked(contract, "february")).findings)).toEqual(["stop: note gone"]);
    const after = await checked({ ...contract, map: new Map([["note", null]]) }, "february");
    expect(brief(after.findings)).toEqual(["note: note gone"]);
    expect(await texts(rowsSql("february", after.resolved))).toEqual(
      await texts("select * replace (null as note) from january"),
    );
  });

  it("passes columns that were added at the end, under names that nothing pinned has", async () => {
    await make(
      "february",
      'select 1 as extra, i.id as "ID", amount, status, note, ordered_at, amount as paid from january i',
    );
    const { resolved } = await checked({ ...contract, map: new Map([["amount", "paid"]]) }, "february");
    const [row] = await texts(rowsSql("february", resolved));
    expect(Object.keys(row ?? {})).toEqual([
      "id",
      "amount",
      "status",
      "note",
      "ordered_at",
      "extra",
      "amount_2",
    ]);
  });

  it.each([
    ["amount", "cast(amount as VARCHAR)", "warn", "VARCHAR; all values fit DOUBLE"],
    [
      "amount",
      "case when id < 3 then 'n/a' else cast(amount as VARCHAR) end",
      "stop",
      "VARCHAR; 3 values are no DOUBLE, such as “n/a”",
    ],
    ["amount", "amount::DECIMAL(9,4)", "warn", "DECIMAL(9,4); all values fit DOUBLE"],
    [
      "id",
      "id + case when id = 5 then 0.5::DOUBLE else 0 end",
      "stop",
      "DOUBLE; 1 value would change, such as “5.5”",
    ],
    [
      "id",
      "case when id = 5 then '5.5' else id::VARCHAR end",
      "stop",
      "VARCHAR; 1 value would change, such as “5.5”",
    ],
    ["id", "id::INTEGER", "warn", "INTEGER; all values fit BIGINT"],
    ["id", "[id]", "stop", "BIGINT[]; 2,000 values are no BIGINT, such as “[0]”, “[1000]”, “[1001]”"],
    ["ordered_at", "ordered_at::VARCHAR", "warn", "VARCHAR; all values fit TIMESTAMP"],
  ])("with %s as %s: %s, %s", async (column, sql, level, now) => {
    await make("february", `select * replace (${sql} as ${column}) from january`);
    const { findings, resolved } = await checked(contract, "february");
    expect(findings.filter(({ finding }) => finding === "retyped")).toMatchObject([{ column, level, now }]);
    if (level === "warn")
      expect(await texts(rowsSql("february", resolved))).toEqual(await texts("from january"));
  });

  it("with a type that never becomes the pinned one stops, and says what else is found", async () => {
    await make("pairs", "select {'a': i} as pair, i % 3 as n from range(90) t(i)");
    const before = await pinned("pairs");
    await make("others", "select {'b': i} as pair, n::VARCHAR as n from pairs, range(1) t(i)");
    expect(brief((await checked(before, "others")).findings)).toEqual([
      "stop: pair retyped",
      "warn: n retyped",
    ]);
  });

  it("that is empty is a finding, and no other", async () => {
    await make("february", "from january limit 0");
    expect(brief((await checked(contract, "february")).findings)).toEqual(["warn:  rows"]);
  });

  it("finds what people decide it does", async () => {
    await make("february", "select *, 1 as extra from january where id < 100");
    const levels = new Map([
      ["added", "note"],
      ["rows", "stop"],
    ] as const);
    expect(brief((await checked({ ...contract, levels }, "february")).findings)).toContain("stop:  rows");
    expect(brief((await checked({ ...contract, levels }, "february")).findings)).toContain(
      "note: extra added",
    );
  });

  it("has its findings kept as a relation, whatever they say", async () => {
    const odd: Finding[] = [
      { column: "it's; \0", finding: "gone", level: "stop", pinned: "'", now: null, psi: null },
      { column: "b", finding: "distribution", level: "warn", pinned: null, now: "x", psi: 1.5e-7 },
    ];
    for (const sql of driftSql("a b", odd).split(";\ninsert"))
      await native.run(sql.startsWith(" into") ? `insert${sql}` : sql);
    expect(await native.ask(`from "a b__drift"`, 9)).toEqual(
      odd.map(({ column, ...rest }) => ({ column, ...rest })),
    );
  });
});
