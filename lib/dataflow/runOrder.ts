import type { EngineError } from "../engine/protocol.ts";
import type { CellId } from "../notebook/document.ts";
import type { CellFacts } from "./cellFacts.ts";
import type { Graph } from "./graph.ts";
import { quoted } from "./listed.ts";

export interface RunPlan {
  /** Every cell after the cells it reads, otherwise in page order. */
  order: CellId[];
  /** Cells that cannot run, and why. */
  blocked: { id: CellId; error: EngineError }[];
}

/**
 * What to run, in order: the targets and the cells they need that are not fresh, or all cells when there are no targets.
 * A cell that needs one that is not fresh is not fresh either. Targets run whether fresh or not, unless they are disabled
 * or kept: a kept cell has a result that stays, whatever becomes of what it reads.
 * `blocked` holds those among the needed cells that can never run; what only blocked targets need is left out of `order`.
 */
export function runOrder(
  graph: Graph,
  targets?: readonly CellId[],
  isFresh: (id: CellId) => boolean = () => false,
  isKept: (id: CellId) => boolean = () => false,
): RunPlan {
  const facts = new Map(graph.cells.map((cell) => [cell.id, cell]));
  const wanted = new Set([...(targets ?? facts.keys())].filter((id) => !isKept(id)));
  const closure = neededFirst(graph, wanted, isKept);
  const errors = blockedIn(graph, closure, facts);
  const stale = new Set<CellId>();
  const order: CellId[] = [];
  // Only what targets that can run need is worth running.
  const runnable = new Set([...wanted].filter((id) => !errors.has(id)));
  for (const id of neededFirst(graph, runnable, isKept)) {
    const needs = graph.needs.get(id) ?? [];
    if (!wanted.has(id) && isFresh(id) && !needs.some((need) => stale.has(need))) continue;
    stale.add(id);
    order.push(id);
  }
  const blocked = graph.cells.flatMap(({ id }) => {
    const error = errors.get(id);
    // A disabled cell is left as it is: that it does not run is what its user asked for.
    return error && !facts.get(id)?.isDisabled ? [{ id, error }] : [];
  });
  return { order, blocked };
}

/** The given cells and all they need but what is kept, each after what it needs (within a cycle: in any order), otherwise in page order. */
function neededFirst(graph: Graph, wanted: ReadonlySet<CellId>, isKept: (id: CellId) => boolean): CellId[] {
  const done: CellId[] = [];
  const seen = new Set<CellId>();
  for (const { id: start } of graph.cells) {
    if (!wanted.has(start) || seen.has(start)) continue;
    seen.add(start);
    const path = [{ id: start, next: 0 }];
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const need = graph.needs.get(at.id)?.[at.next++];
      if (need === undefined) {
        done.push(at.id);
        path.pop();
      } else if (!seen.has(need) && !isKept(need)) {
        seen.add(need);
        path.push({ id: need, next: 0 });
      }
    }
  }
  return done;
}

function blockedIn(
  graph: Graph,
  neededFirstIds: readonly CellId[],
  facts: ReadonlyMap<CellId, CellFacts>,
): Map<CellId, EngineError> {
  const errors = new Map<CellId, EngineError>();
  // The cell at fault is told to every cell that waits for it, however far away.
  const fault = new Map<CellId, CellId>();
  const nameOf = (id: CellId) => quoted(facts.get(id)?.name ?? "");
  const ofConcern = new Set(neededFirstIds);
  const ownProblem = (id: CellId) =>
    facts.get(id)?.isDisabled ? disabled(nameOf(id)) : graph.problems.get(id);
  for (const id of neededFirstIds) {
    const own = ownProblem(id);
    if (own) {
      errors.set(id, own);
      fault.set(id, id);
      continue;
    }
    const cause = (graph.needs.get(id) ?? []).find(
      (need) => errors.has(need) || (ofConcern.has(need) && ownProblem(need) !== undefined),
    );
    if (cause === undefined) continue;
    const root = fault.get(cause) ?? cause;
    const why = ownProblem(root);
    const isOff = facts.get(root)?.isDisabled === true;
    const what = isOff ? "which is disabled" : "which cannot run";
    const through = root === cause ? what : `which waits for ${nameOf(root)}, ${what}`;
    fault.set(id, root);
    errors.set(id, {
      code: "sql",
      message:
        `${nameOf(id)} reads ${nameOf(cause)}, ${through}. ${isOff ? "" : (why?.message ?? "")}`.trimEnd(),
      ...(why?.hint === undefined ? {} : { hint: why.hint }),
    });
  }
  return errors;
}

function disabled(name: string): EngineError {
  return { code: "sql", message: `${name} is disabled.`, hint: `Enable ${name} in its menu.` };
}
