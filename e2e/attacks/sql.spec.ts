import { cellText, expect, expectAlive, runStrangers, test } from "./attackTest.ts";
import { canariesIn } from "./canaries.mjs";
import { sqlAttempts, tellTales } from "./sqlAttempts.mjs";

test("12, 13, 14 · SQL reaches no other host, file or extension, and no key is in what DuckDB tells of itself", async ({
  victim,
  hostile,
}) => {
  const attempts = Object.entries(sqlAttempts(hostile)).map(([what, sql], at) => ({
    what,
    sql,
    name: `a${at}`,
  }));
  const tales = Object.entries(tellTales).map(([what, sql]) => ({ sql, name: `tell_${what}` }));
  const all = [...attempts, ...tales];
  const names = all.map(({ name }) => name);
  await runStrangers(victim, all.map(({ name, sql }) => cellText("sql", name, sql)).join(""), names);

  const runs = new Map((await victim.cells()).map(({ name, run }) => [name, run]));
  expect(attempts.filter(({ name }) => runs.get(name) === "done").map(({ what }) => what)).toEqual([]);
  for (const { name } of tales) {
    const told = runs.get(name) === "done" ? await victim.rowsOf(name) : [];
    expect(canariesIn(JSON.stringify(told))).toEqual([]);
  }
  expect(await victim.rowsOf("tell_secrets")).toEqual([["0"]]);
  await expectAlive(victim);
});

test("12, 14 · SQL cannot read what another notebook left in the engine", async ({ victim }) => {
  const secret = "only in the first notebook";
  const left = [
    "create table t as $",
    "create temp table tt as $",
    "create view v as $",
    "create macro m() as table $",
    "create schema s; create table s.t as $",
    "attach ':memory:' as other; create table other.t as $",
    "prepare p as $",
    `set variable v = '${secret}'`,
    `create type e as enum ('${secret}')`,
    "begin transaction; create table never_committed as $",
  ].map((sql, at) => cellText("sql", `left${at}`, sql.replace("$", `select '${secret}' as t`)));
  await victim.openText(left.join(""));
  await victim.addFiles([{ name: "mine.csv", mimeType: "", buffer: Buffer.from(`a,b\n1,${secret}\n`) }]);
  await victim.runAll();
  expect((await victim.cells()).map(({ run }) => run)).toEqual(left.map(() => "done"));

  const files = ["src/0/mine.csv", "src/1/mine.csv", "src/2/mine.csv", "mine.csv"];
  const tries = [
    ...files.flatMap((file) => [`from read_text('${file}')`, `from read_csv('${file}')`]),
    "from glob('src/**')",
    "from mine",
    "from query('from mine')",
    "from query('from t')",
    "from query('from tt')",
    "from query('from v')",
    "from m()",
    "from s.t",
    "from other.t",
    "execute p",
    "select getvariable('v')",
    "select enum_range(null::e)",
    "from query('from never_committed')",
    "from duckdb_tables()",
    "from duckdb_views()",
    "from duckdb_functions() where not internal",
    "from duckdb_types() where not internal",
    "from duckdb_variables()",
    "from duckdb_prepared_statements()",
    "from duckdb_databases()",
  ];
  const names = tries.map((_, at) => `try${at}`);
  await runStrangers(victim, tries.map((sql, at) => cellText("sql", `try${at}`, sql)).join(""), names);
  for (const { name, run } of await victim.cells()) {
    if (run !== "done") continue;
    expect(JSON.stringify(await victim.rowsOf(name)), name).not.toMatch(
      /first notebook|mine\.csv|never_committed/,
    );
  }
  await expectAlive(victim);
});
