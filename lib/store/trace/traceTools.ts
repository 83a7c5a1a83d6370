import { relationKey } from "../../dataflow/relationKey.ts";
import type { EngineError, Outcome } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import { boundSql } from "../../run/boundSql.ts";
import { scriptContext } from "../../run/executionContext.ts";
import type { ExecutionContext } from "../../run/executor.ts";
import { factsOf } from "../../run/factsOf.ts";
import { isRunnable, isStepKind } from "../../run/runnableKinds.ts";
import type { RunnerDeps } from "../../run/runnerDeps.ts";
import { stepKinds } from "../../run/stepKinds.ts";
import { lookedSides } from "../../run/steps/matchSides.ts";
import { resolveFiles } from "../../sql/fileReferences.ts";
import { NotFollowed, type Query, readQuery } from "../../trace/query.ts";
import { queryOfRelation } from "../../trace/queryOfRelation.ts";
import type { SourceView } from "../state.ts";

/** What made a relation's rows. */
export type MadeBy =
  | { kind: "source"; source: SourceView }
  /** `reads` are the relations that the cell reads. */
  | { kind: "query"; cell: Cell; query: Query; reads: readonly string[] }
  /** Pairs of records of two relations, or of one. */
  | {
      kind: "match";
      cell: Cell;
      sides: readonly { relation: string; key: string; of: string }[];
      candidates: string;
    }
  /** Rows cannot be followed through it; `reads` are the relations that it reads. */
  | { kind: "unfollowed"; cell: Cell; why: string; reads: readonly string[] }
  /** The notebook has nothing that makes it. */
  | { kind: "nothing" };

export interface TraceTools {
  madeBy(relation: string): Promise<MadeBy>;
  /** The cells that make rows of a relation's, in order. */
  readersOf(relation: string): readonly Cell[];
}

export interface TraceDeps extends Pick<RunnerDeps, "store" | "engine" | "sandbox"> {
  values(): Promise<Pick<ExecutionContext, "values" | "typed">>;
}

export function createTraceTools(deps: TraceDeps): TraceTools {
  const { store } = deps;
  const same = (a: string, b: string) => relationKey(a) === relationKey(b);
  const runnable = () => store.getState().document.cells.filter(({ kind }) => isRunnable(kind));
  return {
    async madeBy(relation) {
      const source = store.getState().sources.find((one) => same(one.relation, relation));
      if (source) return { kind: "source", source };
      const cell = runnable().find((one) => factsOf(one).defines.some((name) => same(name, relation)));
      if (!cell) return { kind: "nothing" };
      return madeByCell(deps, cell, relation);
    },
    readersOf: (relation) =>
      runnable().filter(
        (cell) =>
          cell.kind !== "chart" &&
          cell.kind !== "input" &&
          factsOf(cell).reads.some((name) => same(name, relation)),
      ),
  };
}

async function madeByCell(deps: TraceDeps, cell: Cell, relation: string): Promise<MadeBy> {
  const { reads } = factsOf(cell);
  const unfollowed = (why: string): MadeBy => ({ kind: "unfollowed", cell, why, reads });
  const { cells, origin } = deps.store.getState();
  if (origin === "foreign")
    return unfollowed("Nothing of a shared notebook is asked of the data before it runs.");
  if (cells[cell.id]?.run.status !== "done")
    return unfollowed(
      `${cell.name} has changed since it ran, or did not run to its end: run it again first.`,
    );
  if (cell.kind === "ts") return unfollowed("Rows cannot be followed through TypeScript.");
  if (cell.kind !== "sql" && !isStepKind(cell.kind))
    return unfollowed(`Rows cannot be followed through a cell of the kind ${cell.kind}.`);
  const context = scriptContext(deps, cell, await deps.values());
  if (cell.kind === "match") return madeByMatch(cell, relation, context, unfollowed);
  const written: Outcome<string> = isStepKind(cell.kind)
    ? await (await stepKinds[cell.kind].load()).script(cell, context)
    : { ok: true, value: cell.source };
  const script = written.ok ? sqlAsRun(written.value, context) : written;
  if (!script.ok) return unfollowed(sentences(script.error));
  try {
    const query = readQuery(queryOfRelation(script.value, relation, cell.name));
    return { kind: "query", cell, query, reads };
  } catch (thrown) {
    if (thrown instanceof NotFollowed) return unfollowed(thrown.message);
    throw thrown;
  }
}

/** A SQL cell's text with the values and the relations that its run had. */
function sqlAsRun(source: string, context: ExecutionContext): Outcome<string> {
  const bound = boundSql(source, context);
  if (!bound.ok) return bound;
  const resolved = resolveFiles(bound.value, (_, path) => context.relationOfFile(path));
  return resolved.ok ? { ok: true, value: resolved.value.sql } : resolved;
}

async function madeByMatch(
  cell: Cell,
  relation: string,
  { engine }: ExecutionContext,
  unfollowed: (why: string) => MadeBy,
): Promise<MadeBy> {
  const candidates = `${cell.name}__candidates`;
  if (![cell.name, candidates].some((name) => relationKey(name) === relationKey(relation)))
    return unfollowed(
      `${relation} is about all pairs of ${cell.name}, and none of its rows comes of one record.`,
    );
  const sides = await lookedSides(cell, engine);
  if (!sides.ok) return unfollowed(sentences(sides.error));
  const { left, right } = sides.value;
  const other = right ?? left;
  if (left.key === null || other.key === null)
    return unfollowed(
      "It has no key, by which the records of a pair could be found: say key= in its options.",
    );
  return {
    kind: "match",
    cell,
    candidates,
    sides: [
      { relation: left.relation, key: left.key, of: "left_key" },
      { relation: other.relation, key: other.key, of: "right_key" },
    ],
  };
}

function sentences({ message, hint }: EngineError): string {
  return hint ? `${message} ${hint}` : message;
}
