import { beforeAll, describe, expect, it } from "vitest";
import { type StartedEngine, startedEngine } from "../../../workers/engine/testing/startedEngine.ts";
import { pinRelation } from "../../contract/pin.ts";
import { withMap, withPin } from "../../contract/writeContract.ts";
import type { Cell } from "../../notebook/document.ts";
import { askRowsOf } from "../../profile/askRows.ts";
import type { ExecutionContext } from "../executor.ts";
import { contractCell } from "./contractCell.ts";

let engine: StartedEngine;
let runs = 1000;
let source = "";

async function make(name: string, sql: string): Promise<void> {
  const done = await engine.api.run({ runId: ++runs, name, sql, params: {} }, () => undefined);
  if (!done.ok) throw new Error(done.error.message);
}

const january = `select i::BIGINT as id, (i * 7919 % 1000)::DOUBLE / 10 as amount, ['open', 'closed', 'it''s'][1 + i % 3] as status,
  timestamp '2024-01-01' + interval (i) hour as ordered_at, case when i % 4 = 0 then null else 'n' || i end as note,
  'infinity'::DATE as forever, [i] as list, i % 2 = 0 as yes, 'NaN'::DOUBLE as strange, time '10:00' as clock from range(600) t(i)`;

beforeAll(async () => {
  engine = await startedEngine();
  await make("january", january);
  source = await pin("january");
});

async function pin(relation: string, before = ""): Promise<string> {
  const found = await engine.api.relation(relation);
  if (!found.ok) throw new Error(found.error.message);
  const ask = askRowsOf((sql, most) => engine.api.select(sql, most));
  return withPin(before, await pinRelation(ask, relation, found.value.columns));
}

function cell(text: string, from = "next"): Cell {
  return { id: "c", name: "orders", kind: "contract", source: text, options: { from } } as unknown as Cell;
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

const drift = () => engine.rows(`select level, "column", finding from orders__drift order by all`);

describe("a contract cell", () => {
  it("in which nothing is pinned lets all rows pass, and says so", async () => {
    const done = await contractCell.run(cell("", "january"), context());
    expect(done).toMatchObject({
      ok: true,
      value: {
        output: {
          result: { rowCount: 600 },
          messages: ["Nothing is pinned yet: all rows pass as they are."],
        },
      },
    });
    expect(await drift()).toEqual([]);
  });

  it("that was pinned finds nothing in the same rows, in the engine as it is in the browser", async () => {
    await make("next", january);
    const done = await contractCell.run(cell(source), context());
    expect(done).toMatchObject({
      ok: true,
      value: { output: { messages: ["As pinned: 10 pinned columns, nothing found."] } },
    });
    expect(await drift()).toEqual([]);
    expect(await engine.rows("from orders")).toEqual(await engine.rows("from january"));
  });

  it("stops where a column has another name, keeps what it found, and passes once it is mapped", async () => {
    await make("next", "select * rename (ordered_at as order_ts) from january");
    const stopped = await contractCell.run(cell(source), context());
    expect(stopped).toMatchObject({
      ok: false,
      error: { message: "Not as pinned: ordered_at is gone; order_ts looks like its new name." },
    });
    expect(await drift()).toEqual([["stop", "ordered_at", "renamed"]]);
    // What was there before the stop is not there to be read by mistake.
    expect(await engine.api.relation("orders")).toMatchObject({ ok: false });
    const script = await contractCell.script(cell(source), context());
    expect(script).toMatchObject({ ok: false, error: { message: expect.stringContaining("ordered_at") } });
    const mapped = withMap(source, new Map([["ordered_at", "order_ts"]]));
    expect(await contractCell.run(cell(mapped), context())).toMatchObject({ ok: true });
    expect(await drift()).toEqual([["note", "ordered_at", "renamed"]]);
    expect(await engine.rows("from orders")).toEqual(await engine.rows("from january"));
  });

  it("warns of what is other, and stands for SQL that makes the very rows", async () => {
    await make(
      "next",
      "select * replace (amount * 3 as amount, case when id < 30 then 'lost' else status end as status, id::INTEGER as id), 1 as extra from january",
    );
    const done = await contractCell.run(cell(source), context());
    expect(done).toMatchObject({
      ok: true,
      value: { output: { messages: ["10 pinned columns: 4 warnings."] } },
    });
    expect(await drift()).toEqual([
      ["warn", "amount", "distribution"],
      ["warn", "extra", "added"],
      ["warn", "id", "retyped"],
      ["warn", "status", "new values"],
    ]);
    const rows = await engine.rows("from orders");
    const script = await contractCell.script(cell(source), context());
    if (!script.ok) throw new Error(script.error.message);
    expect(await engine.rows(script.value)).toEqual(rows);
    const [type] = await engine.rows("select typeof(id) from orders limit 1");
    expect(type).toEqual(["BIGINT"]);
  });

  it("stops where values cannot be what they were, with their count", async () => {
    await make(
      "next",
      "select * replace (case when id = 7 then 'n/a' else amount::VARCHAR end as amount) from january",
    );
    expect(await contractCell.run(cell(source), context())).toMatchObject({
      ok: false,
      error: {
        message: "Not as pinned: amount was DOUBLE and is VARCHAR; 1 value is no DOUBLE, such as “n/a”.",
      },
    });
    // Pinned anew, with what people decided kept.
    const accepted = await pin("next", `levels: { added: stop }\n${source}`);
    expect(accepted).toContain("levels: { added: stop }");
    expect(await contractCell.run(cell(accepted), context())).toMatchObject({ ok: true });
  });

  it("says what is wrong with its text, its relation, and a run that was stopped", async () => {
    expect(await contractCell.run(cell("colums: []"), context())).toMatchObject({
      ok: false,
      error: { message: 'The contract has no "colums".', line: 1, column: 1 },
    });
    expect(await contractCell.run(cell(source, "nowhere"), context())).toMatchObject({
      ok: false,
      error: { message: 'There is no relation "nowhere".' },
    });
    expect(await contractCell.run(cell(source, ""), context())).toMatchObject({ ok: false });
    let asked = 0;
    const stopped = await contractCell.run(cell(source), context({ isStopped: () => ++asked > 2 }));
    expect(stopped).toMatchObject({ ok: false, error: { code: "cancelled" } });
  });

  it("reads what it is about, and follows its new name", () => {
    expect(contractCell.facts(cell(source))).toEqual({
      reads: ["next"],
      defines: ["orders", "orders__drift"],
    });
    expect(contractCell.rename(cell(source, "NEXT"), "next", "june").options).toEqual({ from: "june" });
    expect(contractCell.rename(cell(source), "other", "june").options).toEqual({ from: "next" });
  });
});
