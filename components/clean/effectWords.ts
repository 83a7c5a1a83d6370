import type { EffectQueries } from "../../lib/clean/stepEffect.ts";
import type { StepCounts } from "./readEffect.ts";

/** What a step does in a few words: "1,204 cells changed · 12 rows set aside", "2 of 5 checks fail". */
export function effectWords(
  { before, after, changed, failed, doubted, checks }: StepCounts,
  { failed: failures }: Pick<EffectQueries, "failed">,
): string {
  const parts: string[] = [];
  const isRejecting = failures.some(({ isRejected }) => isRejected);
  if (changed.length > 0) parts.push(`${counted(sum(changed), "cell")} changed`);
  if (after < before)
    parts.push(`${counted(before - after, "row")} ${isRejecting ? "set aside" : "removed"}`);
  if (after > before) parts.push(`${counted(after - before, "row")} added`);
  if (sum(failed) > 0 && !isRejecting) parts.push(`${sum(failed).toLocaleString("en-US")} cannot be read`);
  if (sum(doubted) > 0) parts.push(`${sum(doubted).toLocaleString("en-US")} in doubt`);
  if (checks.length > 0) parts.push(checkWords(checks));
  return parts.length === 0 ? "rows stay as they are" : parts.join(" · ");
}

function checkWords(checks: readonly number[]): string {
  const failing = checks.filter((count) => count > 0).length;
  if (failing === 0) return checks.length === 1 ? "passes" : `all ${checks.length} pass`;
  return `${failing} of ${counted(checks.length, "check")} ${failing === 1 ? "fails" : "fail"}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

export function counted(count: number, what: string): string {
  return `${count.toLocaleString("en-US")} ${what}${count === 1 ? "" : "s"}`;
}
