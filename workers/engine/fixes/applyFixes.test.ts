import { beforeAll, describe, expect, test } from "vitest";
import type { SourceOptions } from "../../../lib/engine/protocol.ts";
import { type StartedEngine, startedEngine } from "../testing/startedEngine.ts";

let engine: StartedEngine;
beforeAll(async () => {
  engine = await startedEngine();
});

let count = 0;
async function load(text: string, options: SourceOptions = {}, name = "t.csv", format?: string) {
  const relation = `f${++count}`;
  const file = new File([text], name);
  const receipt = await engine.load({ relation, file, options, ...(format && { format }) });
  return { relation, receipt, rejects: () => rejectsOf(relation) };
}

async function rejectsOf(relation: string) {
  const answer = await engine.api.rejectedRows(relation, 1000);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

async function verdicts(relation: string, texts: Record<string, string>) {
  const answer = await engine.api.tryFixes(
    relation,
    Object.entries(texts).map(([key, text]) => ({ key, text })),
  );
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** Far behind what types are guessed from, so that a wrong value is a reject. */
const plainRows = Array.from({ length: 30_000 }, (_, n) => `${n},2024-01-31,word ${n}`);
const plain = `n,day,what\n${plainRows.join("\n")}\nx1,2024-02-30,"a, b"\nx2,2024-03-01,c\nx3,2024-03-02,d\n`;

describe("delimited text that keeps the rules", () => {
  test("has its rejected rows mended, left out, and still rejected where a fix does not load", async () => {
    const fixes = { 30002: '-1,2024-02-28,"a, ""b"""', 30003: null, 30004: "x4,2024-03-02,d" };
    const { relation, receipt, rejects } = await load(plain, { fixes });
    expect(receipt).toMatchObject({ error: null, rows: 30_002, loaded: 30_001, rejected: 1 });
    expect(receipt.skipped).toContainEqual({ reason: "left out by hand", lines: 1 });
    expect(receipt.notes.join("\n")).toMatch(/1 row was mended by hand.*\n1 fix does not load: line 30004/);
    expect(await engine.rows(`select * from ${relation} where n < 0`)).toEqual([
      ["-1", "2024-02-28", 'a, "b"'],
    ]);
    const { rows, total } = await rejects();
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ key: "30004", line: 30_004, raw: "x3,2024-03-02,d" }]);
    expect(rows[0]?.problems[0]?.reason).toMatch(/^the fix does not load: .*x4/);
  });

  test("tells of each text whether it would load, and keeps nothing of it", async () => {
    const { relation, receipt, rejects } = await load(plain);
    expect(receipt).toMatchObject({ rows: 30_003, loaded: 30_000, rejected: 3 });
    expect((await rejects()).rows.map(({ key, problems }) => [key, problems.length])).toEqual([
      ["30002", 2],
      ["30003", 1],
      ["30004", 1],
    ]);
    const told = await verdicts(relation, {
      30002: "1,2024-02-28,fine",
      30003: "1,2024-03-01",
      30004: "1,2024-03-02,two\n2,2024-03-02,rows",
    });
    expect(told).toEqual([null, "2 fields where 3 are expected", "it is more than one row"]);
    expect(await verdicts(relation, { 30002: '1,2024-02-28,"open', 30003: "" })).toEqual([
      expect.stringContaining("quote"),
      "the text is empty",
    ]);
    expect(await engine.rows(`select count(*) from ${relation}`)).toEqual([["30000"]]);
  });

  test("has no row whose line is no longer rejected mended, and says so", async () => {
    const { receipt } = await load(plain, { fixes: { 2: "0,2024-01-31,other", 30003: "5,2024-03-01,c" } });
    expect(receipt).toMatchObject({ rows: 30_003, loaded: 30_001, rejected: 2 });
    expect(receipt.notes.join("\n")).toMatch(
      /1 fix is for a line that is not rejected, and not applied: line 2/,
    );
  });

  test("keeps no table of rejects when all are mended", async () => {
    const fixes = { 30002: "1,2024-02-28,a", 30003: "2,2024-03-01,c", 30004: null };
    const { relation, receipt } = await load(plain, { fixes });
    expect(receipt).toMatchObject({ rows: 30_002, loaded: 30_002, rejected: 0 });
    await expect(engine.rows(`from ${relation}__rejects`)).rejects.toThrow();
  });
});

describe("delimited text of any kind", () => {
  const ragged = "n,day,what\n1,2024-01-31,a\n2,2024-02-01,b,c,d\n3,2024-02-02,c\n4,x,2024,q\n";

  test("has its rejected rows mended with the types that its columns have", async () => {
    const { relation, receipt } = await load(ragged, {
      fixes: { 3: "2,2024-02-01,b", 5: "many,2024-02-03,q" },
    });
    expect(receipt).toMatchObject({ error: null, rows: 4, loaded: 3, rejected: 1 });
    expect(await engine.rows(`select *, typeof(n), typeof(day) from ${relation} where n = 2`)).toEqual([
      ["2", "2024-02-01", "b", "BIGINT", "DATE"],
    ]);
    expect(await verdicts(relation, { 5: "many,2024-02-03,q" })).toEqual([
      expect.stringMatching(/^n: "many"/),
    ]);
  });
});

describe("lines of JSON", () => {
  const lines = '{"a":1,"b":"x"}\n{"a":2,"b":\n{"a":3,"b":"z"}\nnope\n';

  test("are mended into the columns of the others", async () => {
    const fixes = { 2: '{"b":"it\'s",\n"a":2}', 4: null };
    const { relation, receipt } = await load(lines, { fixes }, "t.ndjson");
    expect(receipt).toMatchObject({ error: null, rows: 3, loaded: 3, rejected: 0 });
    expect(await engine.rows(`from ${relation}`)).toEqual([
      ["1", "x"],
      ["3", "z"],
      ["2", "it's"],
    ]);
  });

  test("are not mended by other types, other keys, or what is no JSON", async () => {
    const { relation } = await load(lines, {}, "t.ndjson");
    const told = await verdicts(relation, { 2: '{"a":"two"}', 4: '{"c":1}' });
    expect(told).toEqual([expect.stringContaining("type"), expect.stringContaining("no column")]);
    expect(await verdicts(relation, { 2: "{", 4: '{"a":4}' })).toEqual([expect.any(String), null]);
    expect(await verdicts(relation, { 2: '{"b":"a\nb"}' })).toEqual([expect.any(String)]);
  });
});

describe("logs", () => {
  const entry = (n: number, tail = "200 17") =>
    `10.0.0.${n} - - [10/Oct/2000:13:55:36 -0700] "GET /p${n} HTTP/1.0" ${tail}`;
  const log = `${entry(1)}\n${entry(2)}\nsomething else\n${entry(4)}\n`;

  test("have a line mended by the preset of the others", async () => {
    const { relation, receipt } = await load(
      log,
      { preset: "common", fixes: { 3: entry(3) } },
      "a.log",
      "log",
    );
    expect(receipt).toMatchObject({ error: null, rows: 4, loaded: 4, rejected: 0 });
    const rows = await engine.rows(`select * from ${relation}`);
    expect(rows.at(-1)?.join(" ")).toContain("10.0.0.3");
    expect(await verdicts(relation, { 3: "something", 4: `${entry(1)}\n${entry(2)}` })).toEqual([
      expect.any(String),
      expect.stringContaining("one line"),
    ]);
  });
});

describe("many files of one relation", () => {
  test("have their fixes by path and line", async () => {
    const parts = ["a", "b"].map((folder) => ({
      path: `${folder}/t.ndjson`,
      file: new File([`{"a":1}\n{"a":\n`], "t.ndjson"),
    }));
    const fixes = { "b/t.ndjson:2": '{"a":7}', "c/t.ndjson:2": "{}" };
    const receipt = await engine.loadParts("many", parts, { options: { fixes } });
    expect(receipt).toMatchObject({ error: null, rows: 4, loaded: 3, rejected: 1 });
    expect(receipt.notes.join("\n")).toMatch(/c\/t\.ndjson:2/);
    expect(await engine.rows("select a from many order by a")).toEqual([["1"], ["1"], ["7"]]);
    expect((await rejectsOf("many")).rows.map(({ key }) => key)).toEqual(["a/t.ndjson:2"]);
    expect(await verdicts("many", { "a/t.ndjson:2": '{"a":8}' })).toEqual([null]);
  });
});

describe("fixes that cannot be used", () => {
  test("are told of: not text, or for a format without single rows", async () => {
    expect((await load("a\n1\n", { fixes: { 2: 7 } })).receipt.error).toMatch(/fix of line 2 must be text/);
    const table = "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>";
    const { receipt } = await load(table, { fixes: { 2: "7" } }, "t.html");
    expect(receipt.notes.join("\n")).toMatch(/1 fix not applied/);
  });
});
