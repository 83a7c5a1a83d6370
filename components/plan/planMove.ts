import { type PlanStep, planSteps } from "../../lib/sql/planTree.ts";

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

/** What a key does in the plan: go to a line, fold or unfold one, or show what DuckDB tells of it. */
export type PlanMove = { go: string } | { toggle: string } | { details: string } | null;

export function planMove(lines: readonly PlanLine[], at: string, key: string): PlanMove {
  const index = lines.findIndex(({ step }) => step.key === at);
  const line = lines[index];
  if (!line) return null;
  const go = (target: PlanLine | undefined): PlanMove => (target ? { go: target.step.key } : null);
  const hasSteps = line.step.steps.length > 0;
  switch (key) {
    case "ArrowDown":
      return go(lines[index + 1]);
    case "ArrowUp":
      return go(lines[index - 1]);
    case "Home":
      return go(lines[0]);
    case "End":
      return go(lines.at(-1));
    case "ArrowRight":
      if (!hasSteps) return null;
      return line.isClosed ? { toggle: at } : go(lines[index + 1]);
    case "ArrowLeft":
      if (hasSteps && !line.isClosed) return { toggle: at };
      return at.includes(".") ? { go: at.slice(0, at.lastIndexOf(".")) } : null;
    case "Enter":
    case " ":
      return { details: at };
    default:
      return null;
  }
}
