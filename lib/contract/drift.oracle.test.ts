import { beforeAll, describe, expect, it } from "vitest";
import type { NativeRows } from "../profile/testing/nativeRows.ts";
import type { Contract, Finding } from "./contract.ts";
import { driftSql } from "./driftSql.ts";
import { psi } from "./psi.ts";
import { rowsSql } from "./rowsSql.ts";
import { brief, type NativeContracts, nativeContracts } from "./testing/nativeContracts.ts";

let native: NativeRows;
let make: NativeContracts["make"];
let pinned: NativeContracts["pinned"];
let checked: NativeContracts["checked"];
let texts: NativeContracts["texts"];

beforeAll(async () => {
  ({ native, make, pinned, checked, texts } = await nativeContracts());
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
