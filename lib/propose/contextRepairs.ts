import { editLikeness } from "../likeness/editDistance.ts";
import type { ColumnValues } from "./columnValues.ts";
import type { Dependency, Dissent } from "./dependencies.ts";
import { isStrayed, type Repair, type StrayLetter } from "./repair.ts";

/** What speaks for one target of one value. */
interface Support {
  to: string;
  /** Rows by determinant. */
  rows: Map<string, number>;
  groups: Map<string, string[]>;
  /** Share of the groups that agrees, at best. */
  agreement: number;
  isUsedElsewhere: boolean;
}

/**
 * Values of a column that do not agree with rows like theirs, by all dependencies of the column together. A value that
 * most of its rows would leave for the same target is changed wherever it is; one that is right elsewhere only in these
 * groups.
 */
export function contextRepairs(
  column: ColumnValues,
  told: readonly { dependency: Dependency; dissents: readonly Dissent[] }[],
  stray: StrayLetter,
): Repair[] {
  const strengths = new Map(told.map(({ dependency }) => [dependency.by, dependency.strength]));
  const supports = gathered(told.flatMap(({ dissents }) => dissents));
  const repairs: Repair[] = [];
  for (const [from, targets] of supports) {
    const ranked = [...targets.values()].sort((a, b) => weight(b) - weight(a));
    const [best, second] = ranked;
    if (!best) continue;
    const isOne = from !== null && !best.isUsedElsewhere && (!second || weight(second) <= 0.1 * weight(best));
    for (const support of isOne ? [best] : ranked) {
      const by = [...support.rows.keys()].sort(
        (a, b) => (support.rows.get(b) ?? 0) - (support.rows.get(a) ?? 0),
      );
      const strength = Math.max(...by.map((name) => strengths.get(name) ?? 0));
      const [first = ""] = by;
      const rows = isOne ? (column.values.get(from) ?? 0) : (support.rows.get(first) ?? 0);
      const confidence =
        from === null
          ? fillConfidence(support, by.length, strength)
          : repairConfidence({ from, support, determinants: by.length, strength, column, stray });
      repairs.push({
        from,
        to: support.to,
        rows,
        confidence,
        by,
        ...(isOne ? {} : { groups: support.groups.get(first) ?? [] }),
      });
    }
  }
  return repairs;
}

function gathered(dissents: readonly Dissent[]): Map<string | null, Map<string, Support>> {
  const supports = new Map<string | null, Map<string, Support>>();
  for (const { by, group, from, to, rows, agreeing, size, isUsedElsewhere } of dissents) {
    const targets = supports.get(from) ?? new Map<string, Support>();
    supports.set(from, targets);
    const support = targets.get(to) ?? {
      to,
      rows: new Map(),
      groups: new Map(),
      agreement: 0,
      isUsedElsewhere: false,
    };
    targets.set(to, support);
    support.rows.set(by, (support.rows.get(by) ?? 0) + rows);
    support.groups.set(by, [...(support.groups.get(by) ?? []), group]);
    support.agreement = Math.max(support.agreement, (agreeing - 1) / size);
    support.isUsedElsewhere ||= isUsedElsewhere;
  }
  return supports;
}

const weight = ({ rows }: Support) => Math.max(...rows.values());

/** The points were chosen by hand: likeness says most, then how many columns agree and how rare the value is. */
function repairConfidence(about: {
  from: string;
  support: Support;
  determinants: number;
  strength: number;
  column: ColumnValues;
  stray: StrayLetter;
}): number {
  const { from, support, determinants, strength, column, stray } = about;
  const likeness = editLikeness(from, support.to);
  const ratio = (column.values.get(support.to) ?? 0) / Math.max(1, column.values.get(from) ?? 0);
  let points = 0.35;
  if (isStrayed(from, support.to, stray)) points += 0.4;
  else points += likeness >= 0.8 ? 0.3 : likeness >= 0.6 ? 0.2 : likeness >= 0.4 ? 0.1 : 0;
  points += determinants >= 3 ? 0.2 : determinants === 2 ? 0.12 : 0;
  points += ratio >= 10 ? 0.12 : ratio >= 3 ? 0.08 : 0;
  points += support.agreement >= 0.75 ? 0.05 : 0;
  points += strength >= 0.97 ? 0.05 : 0;
  if (support.isUsedElsewhere) points -= 0.25;
  // Two numbers are never a slip of each other by their looks.
  if (isNumber(from) && isNumber(support.to) && determinants < 3) points -= 0.15;
  return Math.max(0, Math.min(0.97, points));
}

const isNumber = (text: string) => /^[-+]?[\d.,\s]+%?$/.test(text);

function fillConfidence(support: Support, determinants: number, strength: number): number {
  const points = 0.4 + (strength >= 0.99 ? 0.2 : strength >= 0.95 ? 0.1 : 0) + (determinants >= 2 ? 0.15 : 0);
  return points + (support.agreement >= 0.75 ? 0.1 : 0);
}
