import { beforeAll, describe, expect, it } from "vitest";
import { type StartedEngine, startedEngine } from "../../../workers/engine/testing/startedEngine.ts";
import type { Column } from "../../engine/protocol.ts";
import { cellOf } from "../../notebook/testing/cellOf.ts";
import type { TypedValue } from "../../params/bindParam.ts";
import { decodeTextPage } from "../../table/textPage.ts";
import type { ExecutionContext } from "../executor.ts";
import { eventsCell } from "./eventsCell.ts";

let engine: StartedEngine;
let columns: Column[];
let runId = 1_000;

beforeAll(async () => {
  engine = await startedEngine();
  const made = await engine.api.run(
    {
      runId: ++runId,
      name: "clicks",
      sql: `SELECT * FROM (VALUES
        ('a', TIMESTAMP '2024-01-01 10:00:00', 'view', 1), ('a', TIMESTAMP '2024-01-01 10:10:00', 'buy', 5),
        ('a', TIMESTAMP '2024-01-01 12:00:00', 'view', 2), ('b', TIMESTAMP '2024-01-01 10:00:00', 'view', 3),
        (NULL, TIMESTAMP '2024-01-01 10:00:00', 'view', 4)) t(user_id, ts, event, amount)`,
      params: {},
    },
    () => undefined,
  );
  columns = made.ok ? (made.value.result?.columns ?? []) : [];
}, 90_000);

function context(typed: ReadonlyMap<string, TypedValue> = new Map()): ExecutionContext {
  return {
    runId: ++runId,
    engine: engine.api,
    sandbox: () => Promise.reject(new Error("No sandbox is needed.")),
    relation: (name) => (name === "clicks" ? { name, columns } : null),
    relationNames: () => ["clicks"],
    relationOfFile: () => null,
    packages: async () => ({ ok: true, value: { roots: {}, modules: [] } }),
    values: new Map(),
    typed,
    isStopped: () => false,
    onEvent: () => undefined,
    onOutput: () => undefined,
  };
}

const cell = (source: string, from = "clicks") => cellOf("found", source, "events", { from });

async function rowsOf(source: string, typed?: ReadonlyMap<string, TypedValue>) {
  const run = await eventsCell.run(cell(source), context(typed));
  if (!run.ok) throw new Error(run.error.message);
  const { result, messages } = run.value.output;
  if (!result) throw new Error("no rows");
  const page = decodeTextPage(result.firstPage);
  const rows = Array.from({ length: page.rows }, (_, row) => page.columns.map((_, at) => page.cell(row, at)));
  return { names: page.columns, rows, messages };
}

async function errorOf(source: string, from?: string) {
  const run = await eventsCell.run(cell(source, from), context());
  return run.ok ? null : run.error;
}

describe("an events cell", () => {
  it("with an empty text finds sessions, and says what it guessed and left out", async () => {
    const { names, rows, messages } = await rowsOf("");
    expect(names.slice(0, 3)).toEqual(["session_id", "user_id", "session"]);
    expect(rows.map(([id]) => id)).toEqual(["a-1", "a-2", "b-1"]);
    expect(messages).toEqual([
      "Guessed entity: user_id, time: ts, event: event. Write it into the cell to keep it.",
      "1 row has no user_id or no ts, and is nobody's.",
    ]);
  });

  it("finds the values that become columns when it runs", async () => {
    const { names, rows } = await rowsOf(
      "group: { rows: user_id, columns: event, measures: [{ sum: amount }] }",
    );
    expect(names).toEqual(["user_id", "buy", "view"]);
    expect(rows).toEqual([
      ["a", "5", "3"],
      ["b", null, "3"],
      [null, null, "4"],
    ]);
  });

  it("is the SQL that a SQL cell in its place would run", async () => {
    for (const source of ["", "group: { rows: event, totals: true }", "funnel: { steps: [view, buy] }"]) {
      const sql = await eventsCell.script(cell(source), context());
      expect(sql.ok && (await engine.rows(sql.value))).toEqual((await rowsOf(source)).rows);
    }
  });

  it("takes values of inputs, and reads them and what its SQL reads", async () => {
    const source = "where: amount > {{least}} AND user_id IN (SELECT id FROM chosen)\ngroup:";
    expect(eventsCell.facts(cell(source))).toEqual({
      reads: ["clicks", "chosen", "least"],
      defines: ["found"],
    });
    const typed = new Map([["least", { value: 2, type: "BIGINT" }]]);
    expect((await rowsOf("where: amount > {{least}}\ngroup:", typed)).rows).toEqual([["3"]]);
  });

  it("follows a relation that is called otherwise, in its SQL too, and leaves the rest of its text", () => {
    const source =
      "# who was chosen\nwhere: user_id IN (SELECT id FROM chosen) # not all\ngroup:\n  rows: event\n";
    expect(eventsCell.rename(cell(source), "chosen", "picked").source).toBe(
      source.replace("FROM chosen", "FROM picked"),
    );
    expect(eventsCell.rename(cell(source), "clicks", "hits").options.from).toBe("hits");
    expect(eventsCell.rename(cell(source), "other", "picked")).toEqual({
      source,
      options: { from: "clicks" },
    });
  });

  it.each([
    ["sessions:\n  gapp: 1 hour", { line: 2, column: 3, length: 4, hint: "Did you mean gap?" }],
    ["entity: usr_id", { line: 1, column: 9, length: 6, hint: "Did you mean user_id?" }],
    ["time: event\nsessions:", { line: 1, column: 7, message: '"event" is VARCHAR, which is no time.' }],
    ["sessions:\n  gap: soon", { line: 2, column: 8 }],
    ["funnel:\n  steps: []", { line: 1, message: "A funnel needs steps." }],
    ["group:\n  rows:\n    - event\n    - nothing", { line: 4, column: 7 }],
    ["group:\n  measures:\n    - { sum: event }", { line: 3, column: 14 }],
    [
      "group:\n  measures:\n    - { summ: amount }",
      { line: 3, column: 9, length: 4, hint: "Did you mean sum?" },
    ],
    ["sessions:\nfunnel:", { line: 2, message: "This cell asks for sessions and for funnel." }],
    ["sessions: [", { line: 1 }],
    ["where: amount > 1 AND amuont < 3\ngroup:", { line: 1, column: 23, length: 6 }],
    ["group:\n  measures:\n    - count\n    - { sql: sum(amuont), as: x }", { line: 4, column: 18 }],
    [
      "zone: Europe/Pariss\nsessions:",
      { line: 1, column: 7, message: 'There is no time zone "Europe/Pariss".' },
    ],
  ])("%j fails at its place", async (source, expected) => {
    expect(await errorOf(source)).toMatchObject(expected);
  });

  it("says where no relation is chosen, or none of that name is there", async () => {
    expect((await errorOf("", ""))?.message).toBe("This cell does not say which relation it reads.");
    expect((await errorOf("", "nothing"))?.message).toBe('There is no relation "nothing".');
  });
});
