import { relationKey } from "../../dataflow/relationKey.ts";
import type { Outcome } from "../../engine/protocol.ts";
import { type FittedMatch, runMatch } from "../../match/runMatch.ts";
import type { MatchSetup } from "../../match/setup.ts";
import { keptTables, workTable, workTables } from "../../match/workTables.ts";
import type { Cell } from "../../notebook/document.ts";
import { type ExecutionContext, noOutput } from "../executor.ts";
import type { StepKind } from "../stepKinds.ts";
import { runAs, withMatchEngine } from "./matchEngine.ts";

const relationOptions = ["from", "left", "right"] as const;

/** `match` cells: two relations linked, or the records of one that are the same thing. */
export const matchCell: StepKind = {
  facts: ({ name, options }) => ({
    reads: relationOptions.flatMap((key) => options[key] || []),
    defines: [name, ...keptTables.map((table) => `${name}__${table}`)],
  }),
  rename: ({ source, options }, from, to) => ({
    source,
    options: Object.fromEntries(
      Object.entries(options).map(([key, value]) => {
        const isRelation = relationOptions.some((option) => option === key);
        return [key, isRelation && relationKey(value) === relationKey(from) ? to : value];
      }),
    ),
  }),
  script: (cell, context) =>
    withMatch(cell, context, cell.name, async (setup, fitted) => ({
      ok: true,
      value: scriptOf(setup, fitted),
    })),
  run: async (cell, context) => {
    const startedAt = performance.now();
    const done = await withMatch(cell, context, `${cell.name}__work`, async (_, fitted) => {
      const sql = [...fitted.kept.map((step) => step.sql), fitted.accepted].join(";\n");
      const kept = await runAs(cell.name, sql, context);
      if (!kept.ok) return kept;
      return { ok: true, value: { result: kept.value.result, summary: summaryOf(fitted) } };
    });
    if (!done.ok) return done;
    const { result, summary } = done.value;
    const output = { ...noOutput, result, messages: [summary] };
    return { ok: true, value: { output, elapsedMs: performance.now() - startedAt } };
  },
};

/** What a match came to, in one sentence; how much is right and found is the model's own expectation. */
function summaryOf({ candidates, threshold, curve, lost }: FittedMatch): string {
  const expected = curve.filter((point) => point.threshold >= threshold - 1e-9).at(-1);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const rest = lost < 0.005 ? "" : ` ${percent(lost)} of what records share was too common to look into.`;
  const said = `${candidates.toLocaleString("en")} candidates compared; accepted from a probability of ${threshold.toFixed(2)} on.`;
  if (!expected) return `${said}${rest}`;
  return `${said} Expected: ${percent(expected.precision)} of these are right, ${percent(expected.recall)} of the matches found.${rest}`;
}

/** Runs a cell's match, hands it on while its work tables are there, and drops them whatever came of it. */
async function withMatch<T>(
  cell: Cell,
  context: ExecutionContext,
  work: string,
  use: (setup: MatchSetup, fitted: FittedMatch) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return withMatchEngine(cell, context, work, async (setup, threshold, engine) =>
    use(setup, await runMatch(setup, threshold, engine)),
  );
}

/** The whole match as statements with its weights and its threshold in them; the last one selects the accepted pairs. */
function scriptOf(setup: MatchSetup, { steps, kept, accepted }: FittedMatch): string {
  let last = "";
  const told = [...steps, ...kept].map(({ label, sql }) => {
    const heading = label === last ? "" : `-- ${label}\n`;
    last = label;
    return `${heading}${sql};`;
  });
  // The accepted pairs need three of them, which the last SELECT reads.
  const needed = ["left", "right", "groups"];
  const unneeded = workTables.filter((table) => !needed.includes(table));
  const drops = unneeded.map((table) => `drop table if exists ${workTable(setup.work, table)};`);
  return [...told, "-- Cleaning up", ...drops, "-- The accepted pairs", accepted].join("\n");
}
