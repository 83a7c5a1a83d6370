import type { PlanStep, PlanTree } from "./planTree.ts";

/** The plan as text, to be copied: a line a step, its inputs indented below it, and what it works on. */
export function planText({ root, totalMs }: PlanTree): string {
  const lines = totalMs === null ? [] : [`Total ${formatMs(totalMs)}`];
  const write = (step: PlanStep, first: string, rest: string) => {
    lines.push(`${first}${[step.name, ...factsOf(step)].join("  ")}`);
    const inner = step.steps.length > 0 ? `${rest}│  ` : `${rest}   `;
    for (const { label, values } of step.details) lines.push(`${inner}${label}: ${values.join(", ")}`);
    step.steps.forEach((child, at) => {
      const isLast = at === step.steps.length - 1;
      write(child, `${rest}${isLast ? "└─ " : "├─ "}`, `${rest}${isLast ? "   " : "│  "}`);
    });
  };
  write(root, "", "");
  return lines.join("\n");
}

function factsOf({ rows, estimatedRows, ms }: PlanStep): string[] {
  const facts: string[] = [];
  if (rows !== null) facts.push(rowsText(rows));
  if (estimatedRows !== null) facts.push(`~${rowsText(estimatedRows)}`);
  if (ms !== null) facts.push(formatMs(ms));
  return facts;
}

function rowsText(rows: number): string {
  return `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}`;
}

/** A short time with at most three digits: `0.04 ms`, `12 ms`, `1.25 s`. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms >= 10) return `${ms.toFixed(0)} ms`;
  return `${ms.toFixed(2)} ms`;
}
