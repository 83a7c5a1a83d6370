import type { CastCheck } from "./casts.ts";
import type { Contract, Finding, FindingName, Level, PinnedColumn } from "./contract.ts";
import type { Guess } from "./guessNames.ts";
import type { Measured } from "./measure.ts";
import { psi, psiByChance } from "./psi.ts";
import type { Resolved, ResolvedColumns } from "./resolveColumns.ts";
import { valueFamily } from "./valueFamily.ts";

/** What a relation is now, as far as its contract asks. Maps go by pinned names. */
export interface RelationNow {
  readonly rows: number;
  readonly resolved: ResolvedColumns;
  readonly measured: ReadonlyMap<string, Measured>;
  /** Of columns that have another type now. */
  readonly casts: ReadonlyMap<string, CastCheck>;
  readonly guesses: ReadonlyMap<string, Guess>;
}

/** Index and shifts up to these are nothing, a note, or a warning. */
export const limits = { psiNote: 0.1, psiWarn: 0.25, nulls: 0.1, rows: 2 } as const;

/** All that is not as it was pinned: columns in their order, then those that were added, then the rows. */
export function compareContract(contract: Contract, now: RelationNow): Finding[] {
  const { pinned } = contract;
  if (!pinned) return [];
  const said = (finding: FindingName, otherwise: Level) => contract.levels.get(finding) ?? otherwise;
  const findings = now.resolved.columns.flatMap((column) => columnFindings(column, now, pinned.rows, said));
  // What looks like the new name of a pinned column is told as that.
  const guessed = new Set([...now.guesses.values()].map(({ column }) => column));
  for (const { column, as } of now.resolved.added) {
    if (guessed.has(column)) continue;
    const renamed = as === column.name ? "" : ` (here ${as})`;
    const level = said("added", "warn");
    findings.push(found(column.name, "added", level, null, `${column.type}${renamed}`));
  }
  const rows = rowsFinding(pinned.rows, now.rows, said);
  return rows ? [...findings, rows] : findings;
}

type Said = (finding: FindingName, otherwise: Level) => Level;

function found(
  column: string,
  finding: FindingName,
  level: Level,
  pinned: string | null,
  now: string | null,
  index: number | null = null,
): Finding {
  return { column, finding, level, pinned, now, psi: index };
}

function columnFindings(
  { pinned, now: column, isMapped }: Resolved,
  now: RelationNow,
  rowsBefore: number | null,
  said: Said,
): Finding[] {
  const { name, type } = pinned;
  if (!column) {
    if (isMapped) return [found(name, "gone", "note", type, "NULL, as mapped")];
    const guess = now.guesses.get(name);
    return guess
      ? [found(name, "renamed", said("renamed", said("gone", "stop")), name, `${guess.column.name}?`)]
      : [found(name, "gone", said("gone", "stop"), type, null)];
  }
  const findings = isMapped ? [found(name, "renamed", "note", name, column.name)] : [];
  const cast = now.casts.get(name);
  if (cast) findings.push(retyped(pinned, column.type, cast, said));
  const measured = now.measured.get(name);
  if (!measured || now.rows === 0 || rowsBefore === 0) return findings;
  return [...findings, ...valueFindings(pinned, measured, now.rows, rowsBefore, said)];
}

function retyped({ name, type }: PinnedColumn, now: string, cast: CastCheck, said: Said): Finding {
  const { failed, changed, examples } = cast;
  const such = examples.length > 0 ? `, such as ${examples.map(quoted).join(", ")}` : "";
  if (failed === null) return found(name, "retyped", "stop", type, `${now}, which cannot be cast`);
  if (failed > 0) {
    const count = `${counted(failed)} ${failed === 1 ? "value is" : "values are"}`;
    return found(name, "retyped", "stop", type, `${now}; ${count} no ${type}${such}`);
  }
  if (changed === 0)
    return found(name, "retyped", said("retyped", "warn"), type, `${now}; all values fit ${type}`);
  const count = `${counted(changed)} ${changed === 1 ? "value" : "values"}`;
  return found(name, "retyped", said("retyped", "stop"), type, `${now}; ${count} would change${such}`);
}

function valueFindings(
  pinned: PinnedColumn,
  { there, counts, newValues }: Measured,
  rows: number,
  rowsBefore: number | null,
  said: Said,
): Finding[] {
  const { name, spread } = pinned;
  const findings: Finding[] = [];
  const nulls = 1 - there / rows;
  if (pinned.nulls !== null && Math.abs(nulls - pinned.nulls) > limits.nulls)
    findings.push(found(name, "nulls", said("nulls", "warn"), percent(pinned.nulls), percent(nulls)));
  if (!spread) return findings;
  const isListed = spread.by === "values";
  const strange = isListed ? (counts.at(-1) ?? 0) : 0;
  if (strange > 0) {
    const such = newValues.map(quoted).join(", ");
    const count = `${counted(strange)} ${strange === 1 ? "row" : "rows"}: ${such}`;
    findings.push(
      found(name, "new values", said("new values", "warn"), `${spread.shares.length} values`, count),
    );
  }
  // New values have a finding of their own; the index is of those that were there.
  const before = spread.shares;
  const seenOf = isListed ? counts.slice(0, -1) : counts;
  const seen = seenOf.reduce((sum, count) => sum + count, 0);
  const index = psi(before, seenOf);
  const bins = before.filter((share, at) => share > 0 || (seenOf[at] ?? 0) > 0).length;
  // Shares of nobody knows how many rows are taken at their word.
  const had = rowsBefore === null ? Number.MAX_SAFE_INTEGER : rowsBefore * (1 - (pinned.nulls ?? 0));
  const byChance = psiByChance(bins, had, seen);
  if (index <= limits.psiNote || index <= byChance || seen === 0) return findings;
  // The times of the next file are later ones: that is told, and nothing to be warned of.
  const isLarge = index > limits.psiWarn && valueFamily(pinned.type) !== "time";
  const level = isLarge ? said("distribution", "warn") : "note";
  const [was, is] = largestShift(spread, seenOf, seen);
  findings.push(found(name, "distribution", level, was, is, index));
  return findings;
}

/** The bin or value whose share moved most, in words, before and now. */
function largestShift(
  spread: NonNullable<PinnedColumn["spread"]>,
  counts: readonly number[],
  seen: number,
): [string, string] {
  const { shares } = spread;
  const shifts = shares.map((share, at) => Math.abs((counts[at] ?? 0) / seen - share));
  const at = shifts.indexOf(Math.max(...shifts));
  const place =
    spread.by === "values"
      ? quoted(spread.values[at] ?? "")
      : binWords(spread.edges, at, spread.by === "lengths" ? " letters" : "");
  return [`${place}: ${percent(shares[at] ?? 0)}`, `${place}: ${percent((counts[at] ?? 0) / seen)}`];
}

function binWords(edges: readonly number[], at: number, unit: string): string {
  if (at === 0) return `up to ${edges[0]}${unit}`;
  return at === edges.length ? `above ${edges.at(-1)}${unit}` : `${edges[at - 1]} to ${edges[at]}${unit}`;
}

function rowsFinding(before: number | null, now: number, said: Said): Finding | null {
  if (before === null) return null;
  const isAlike = before === now || (now > 0 && now <= limits.rows * before && before <= limits.rows * now);
  return isAlike ? null : found("", "rows", said("rows", "warn"), counted(before), counted(now));
}

const counted = (count: number) => count.toLocaleString("en-US");
const quoted = (text: string) => `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;

/** "12 %", and more digits only where it would be nothing or all. */
function percent(share: number): string {
  const value = 100 * share;
  const digits = (value > 0 && value < 1) || (value > 99 && value < 100) ? 2 : value < 10 ? 1 : 0;
  return `${Number(value.toFixed(digits))} %`;
}
