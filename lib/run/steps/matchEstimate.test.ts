import { beforeAll, expect, it } from "vitest";
import { type StartedEngine, startedEngine } from "../../../workers/engine/testing/startedEngine.ts";
import type { RunEvent } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import type { MatchContext } from "./matchEngine.ts";
import { estimateMatchCell } from "./matchEstimate.ts";

let engine: StartedEngine;
let runs = 1000;

beforeAll(async () => {
  engine = await startedEngine();
  const word =
    "chr((97 + hash(i, 1) % 26)::INT) || chr((97 + hash(i, 2) % 26)::INT) || (hash(i, 3) % 1000)::VARCHAR";
  for (const [name, text] of [
    ["here", `'person ' || ${word} || ' smith' || i`],
    ["there", `'smith' || i || ' ' || ${word}`],
  ])
    await engine.api.run(
      {
        runId: ++runs,
        name: name ?? "",
        sql: `select i as id, ${text} as name from range(300) r(i)`,
        params: {},
      },
      () => undefined,
    );
}, 60_000);

const cell = {
  ...{ id: "m", name: "pairs", kind: "match", source: "", layout: null },
  options: { left: "here", right: "there", left_key: "id", right_key: "id" },
} as unknown as Cell;

const context = (more: Partial<MatchContext> = {}): MatchContext => ({
  runId: ++runs,
  engine: engine.api,
  isStopped: () => false,
  onEvent: () => undefined,
  ...more,
});

const tables = () => engine.rows("select table_name from duckdb_tables() where table_name like 'pairs%'");

it("a match cell is estimated with progress and without a run, and nothing of it stays", async () => {
  const told: number[] = [];
  const onEvent = (event: RunEvent) => {
    if (event.type === "progress") told.push(event.fraction ?? -1);
  };
  const outcome = await estimateMatchCell(cell, context({ onEvent }));
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.rules.map(({ rule }) => rule)).toContain("a word");
  expect(outcome.value.recall?.share).toBeGreaterThan(0.95);
  expect(told.length).toBeGreaterThan(3);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(await tables()).toEqual([]);
});

it("an estimate that is stopped on its way says so and leaves nothing", async () => {
  let asked = 0;
  const outcome = await estimateMatchCell(cell, context({ isStopped: () => ++asked > 4 }));
  expect(outcome).toMatchObject({ ok: false, error: { code: "cancelled" } });
  expect(await tables()).toEqual([]);
});

it("an estimate of a cell that cannot be read says what is wrong with it", async () => {
  const outcome = await estimateMatchCell({ ...cell, source: "candidates: many" }, context());
  expect(outcome).toMatchObject({ ok: false, error: { line: 1 } });
});
