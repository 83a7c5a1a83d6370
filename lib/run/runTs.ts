import type { EngineError } from "../engine/protocol.ts";
import { parsePinnedSchema } from "../sandbox/pinnedSchema.ts";
import { type SandboxEvent, stoppedRun } from "../sandbox/sandbox.ts";
import { loadTypeScript } from "../typescript/lazyTypeScript.ts";
import type { CellOutput, Shown } from "./cellRun.ts";
import { type Executor, noOutput } from "./executor.ts";

const nothingToPin: EngineError = {
  code: "sql",
  message: "The schema of this cell is pinned, but it exports no rows.",
  hint: "Give it `export default …`, or unpin the schema in the cell's menu.",
};

/** Runs a TypeScript cell in the sandbox; its rows go between the cell and the engine without touching the page. */
export const runTs: Executor = async (cell, context) => {
  const startedAt = performance.now();
  const { compileCell } = await loadTypeScript();
  const compiled = compileCell(cell.source, {
    // Its own relation of an earlier run is not something it reads.
    relations: context.relationNames().filter((name) => name.toLowerCase() !== cell.name.toLowerCase()),
    values: [...context.values.keys()],
    relationOfFile: context.relationOfFile,
  });
  if (!compiled.ok) return compiled;
  const pinned = cell.options.schema === undefined ? null : parsePinnedSchema(cell.options.schema);
  if (pinned && !pinned.ok) return pinned;
  if (pinned && !compiled.value.defines.default) return { ok: false, error: nothingToPin };
  const packages = await context.packages(compiled.value.packages);
  if (!packages.ok) return packages;
  const reads = compiled.value.relations.flatMap((name) => context.relation(name) ?? []);
  const { port1: engineEnd, port2: cellEnd } = new MessageChannel();
  await context.engine.openRelations(
    context.runId,
    cell.name,
    reads.map(({ name }) => name),
    engineEnd,
  );
  let shown: Shown[] = [];
  const onEvent = (event: SandboxEvent) => {
    if (event.type === "shown") shown = [...shown, ...event.items];
    else if (event.type === "log")
      shown = [...shown, ...event.lines.map(({ text }) => ({ type: "text" as const, text }))];
    else return;
    context.onOutput({ ...noOutput, shown });
  };
  const sandbox = await context.sandbox();
  const request = {
    runId: context.runId,
    name: cell.name,
    compiled: compiled.value,
    reads,
    values: context.values,
    ...(compiled.value.packages.length > 0 && { packages: packages.value }),
    ...(pinned && { schema: pinned.value }),
  };
  // The sandbox can stop only what it was given: a stop that came before it was made counts here.
  const answer = context.isStopped()
    ? { ok: false as const, error: stoppedRun }
    : await sandbox.run(request, cellEnd, onEvent);
  const closed = await context.engine.closeRelations(context.runId, answer.ok && answer.value.hasRelation);
  if (!answer.ok) return answer;
  if (!closed.ok) return closed;
  const { rejected, notices, values } = answer.value;
  const failed = `${rejected.toLocaleString("en")} ${rejected === 1 ? "row failed and is" : "rows failed and are"}`;
  const rejects = rejected > 0 ? [`${failed} in ${cell.name}__rejects.`] : [];
  const output: CellOutput = { ...noOutput, result: closed.value, shown, notices: [...rejects, ...notices] };
  return { ok: true, value: { output, elapsedMs: performance.now() - startedAt, values } };
};
