import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { sqlCellFacts } from "./cellFacts.ts";
import { statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";
import { relationCorpus } from "./testing/relationCorpus.ts";
import { WasmDuckDB } from "./testing/wasmDuckDB.ts";

const engine = new WasmDuckDB(["create schema s"]);
afterAll(() => engine.stop());

/** DuckDB's own answer, or null where it cannot say: it binds, and the tables do not exist. */
async function duckNames(sql: string): Promise<string[] | null> {
  const answer = await engine.tableNames(sql);
  return answer.status === "ok" ? [...new Set(answer.value)].sort() : null;
}

describe("the relations that a statement reads", () => {
  it.each(relationCorpus)("%s", (sql, reads) => {
    expect([...statementFacts(sql).reads].sort()).toEqual([...reads].sort());
  });

  it("are those that DuckDB itself finds, wherever it can say", async () => {
    let compared = 0;
    for (const [sql, reads] of relationCorpus) {
      const names = await duckNames(sql);
      if (names === null || names.some((name) => name.includes('"'))) continue;
      const plain = (list: readonly string[]) =>
        [...new Set(list.map((name) => (name.split(".").at(-1) ?? name).toLowerCase()))].sort();
      expect(plain(names), sql).toEqual(plain(reads));
      compared++;
    }
    expect(compared).toBeGreaterThan(60);
  });

  it("files in string quotes and table functions are told apart from names", () => {
    const sql = "select * from 'a b.parquet' x join read_csv('c.csv', header = true) on true, range(3)";
    const facts = statementFacts(sql);
    expect(facts.reads).toEqual([]);
    expect(facts.strings).toEqual([{ path: "a b.parquet", start: 14, end: 27 }]);
    expect(facts.tableFunctions.map(({ name, args }) => [name, args])).toEqual([
      ["read_csv", ["'c.csv'", "header = true"]],
      ["range", ["3"]],
    ]);
    const [csv] = facts.tableFunctions;
    expect(sql.slice(csv?.start, csv?.end)).toBe("read_csv('c.csv', header = true)");
  });
});

describe("what a statement does", () => {
  it.each([
    ["create or replace temp table if not exists T as from u", "create", { creates: ["T"], reads: ["u"] }],
    ["create table t (a int, b int default 3)", "create", { creates: ["t"], reads: [] }],
    ['create view "v w"(a, b) as select * from t', "create", { creates: ["v w"], reads: ["t"] }],
    [
      "create recursive view r(n) as select 1 union all select n + 1 from r",
      "create",
      { creates: ["r"], reads: [] },
    ],
    ["create macro m(a) as table select * from t where x = a", "create", { creates: [], reads: ["t"] }],
    ["create index i on t(a)", "create", { writes: ["t"] }],
    [
      "insert into main.t (a, b) by name select * from u returning *",
      "insert",
      { writes: ["t"], reads: ["u"] },
    ],
    ["insert or replace into t values (1)", "insert", { writes: ["t"], reads: [] }],
    ["with x as (from u) insert into t from x", "insert", { writes: ["t"], reads: ["u"] }],
    ["update t set a = u.a from u where t.id = u.id", "update", { writes: ["t"], reads: ["u"] }],
    ["delete from t using u where t.id = u.id", "delete", { writes: ["t"], reads: ["u"] }],
    ["truncate table t", "delete", { writes: ["t"] }],
    [
      "merge into t using u on t.id = u.id when matched then delete",
      "update",
      { writes: ["t"], reads: ["u"] },
    ],
    ["drop table if exists a, s.b cascade", "drop", { drops: ["a", "s.b"] }],
    ["alter table t rename to u", "other", { drops: ["t"], creates: ["u"] }],
    ["copy (select * from t) to 'x.csv'", "copy", { reads: ["t"], writes: [] }],
    ["copy t(a) to 'x.csv' (header)", "copy", { reads: ["t"], writes: [] }],
    ["copy t from 'x.csv'", "copy", { reads: [], writes: ["t"] }],
    ["attach ':memory:' as x", "attach", {}],
    ["set threads = 1", "set", {}],
    ["pragma table_info('t')", "pragma", {}],
    ["explain analyze select * from t", "explain", { reads: ["t"] }],
    ["explain (format json) from t", "explain", { reads: ["t"] }],
    ["describe t", "describe", { reads: ["t"] }],
    ["show tables", "describe", { reads: [] }],
    ["summarize select * from t", "summarize", { reads: ["t"] }],
    ["pivot t on k using sum(v)", "pivot", { reads: ["t"] }],
    ["(select 1)", "select", {}],
    ["values (1)", "select", {}],
    ["begin transaction", "other", {}],
    ["", "other", {}],
  ])("%s", (sql, kind, expected) => {
    const { creates, ...facts } = statementFacts(sql);
    expect({ ...facts, creates: creates.map(({ name }) => name) }).toMatchObject({ kind, ...expected });
  });

  it("returns rows where DuckDB does", () => {
    const returning = [
      "select 1",
      "from t",
      "show tables",
      "insert into t values (1) returning a",
      "call f()",
      "pragma version",
    ];
    const silent = [
      "create table t(a int)",
      "insert into t values (1)",
      "set x = 1",
      "pragma threads = 2",
      "drop table t",
    ];
    expect(returning.map((sql) => statementFacts(sql).returnsRows)).toEqual(returning.map(() => true));
    expect(silent.map((sql) => statementFacts(sql).returnsRows)).toEqual(silent.map(() => false));
  });

  it("never throws, whatever the text", () => {
    const words = fc.constantFrom(
      "select",
      "from",
      "with",
      "as",
      "(",
      ")",
      ",",
      "t",
      "join",
      "'x'",
      ".",
      '"q"',
      "create",
      "table",
      "{{ p }}",
      "insert",
      "into",
      ":",
      ";",
    );
    fc.assert(
      fc.property(fc.array(words), fc.string(), (list, tail) => {
        const text = list.join(" ") + tail;
        expect(statementFacts(text).reads.length).toBeLessThanOrEqual(list.length + tail.length);
        for (const { text: piece, start, end } of splitStatements(text))
          expect(text.slice(start, end)).toBe(piece);
      }),
    );
  });
});

describe("a whole cell", () => {
  it("does not read what it has made itself, and gives what it leaves behind", () => {
    const sql = `create table a as from src; insert into a from b;
      -- a comment; with a semicolon
      create view v as select * from a, c; drop table a; select * from V where x = {{ limit_1 }} and y = '{{ no }}'; from A`;
    expect(sqlCellFacts(sql)).toEqual({
      reads: ["src", "b", "c", "A"],
      defines: ["v"],
      placeholders: ["limit_1"],
    });
  });

  it("splits at semicolons outside strings, comments and brackets", () => {
    const texts = (sql: string) => splitStatements(sql).map(({ text }) => text);
    expect(texts(" ; select ';' ; /* ; */ ;; select $$;$$, \";\" -- ;\n;")).toEqual([
      "select ';'",
      'select $$;$$, ";"',
    ]);
    expect(texts("select (1;2); x")).toEqual(["select (1;2)", "x"]);
  });
});
