import { type PlanStep, planSteps } from "../../lib/sql/planTree.ts";
import { type TreeLineFacts, type TreeMove, treeMove } from "../ui/treeMove.ts";

/** A line of the drawn plan. */
export interface PlanLine {
  step: PlanStep;
  depth: number;
  isClosed: boolean;
}

/** The lines that are shown: steps whose inputs are folded away show none of them. */
export function planLines(root: PlanStep, closed: ReadonlySet<string>): PlanLine[] {
  return planSteps(root)
    .filter(({ step }) => ![...closed].some((key) => step.key.startsWith(`${key}.`)))
    .map(({ step, depth }) => ({ step, depth, isClosed: closed.has(step.key) }));
}

/** What a key does in the plan: what it does in any tree, or show what DuckDB tells of a step. */
export type PlanMove = TreeMove | { details: string };

export function planMove(lines: readonly PlanLine[], at: string, key: string): PlanMove {
  if (key === "Enter" || key === " ")
    return lines.some(({ step }) => step.key === at) ? { details: at } : null;
  return treeMove(lines.map(factsOfLine), at, key);
}

function factsOfLine({ step, depth, isClosed }: PlanLine): TreeLineFacts {
  return { key: step.key, level: depth, isOpen: step.steps.length > 0 ? !isClosed : null };
}
