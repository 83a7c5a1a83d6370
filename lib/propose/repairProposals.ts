import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import type { ColumnValues } from "./columnValues.ts";
import { cellsOf, examplesOf, type Proposal, sureEnough } from "./proposal.ts";
import { type Repair, type StrayLetter, systematic } from "./repair.ts";
import { mapOf } from "./spellingRules.ts";

/** Repairs less sure than this are not worth a look. */
const worthALook = 0.5;

/** The proposals that the repairs of a column come to: those by other columns, and those by its own values. */
export function repairProposals(
  column: ColumnValues,
  context: readonly Repair[],
  typos: readonly Repair[],
  stray: StrayLetter,
): Proposal[] {
  const found = [...context, ...typos];
  const alike = systematic(found, stray);
  for (const repair of alike) repair.confidence = Math.min(repair.confidence, 0.55);
  const everywhere = new Map<string, Repair>();
  for (const repair of found.filter(({ groups }) => !groups)) {
    if (repair.from === null) continue;
    const there = everywhere.get(repair.from);
    if (!there) everywhere.set(repair.from, repair);
    // Both say the same: surer than either.
    else if (there.to === repair.to && !alike.has(repair))
      everywhere.set(repair.from, {
        ...there,
        confidence: Math.min(0.98, 1 - (1 - there.confidence) * (1 - repair.confidence)),
      });
    else if (repair.confidence > there.confidence) everywhere.set(repair.from, repair);
  }
  // No chain: what becomes another value must not be one that is changed itself.
  const kept = [...everywhere.values()].filter(({ to, confidence }) => {
    const next = everywhere.get(to);
    return !next || next.confidence < confidence;
  });
  const somewhere = context.filter(({ groups }) => groups);
  return [
    ...banded(kept).flatMap((repairs) => mapProposal(column, repairs)),
    ...banded(somewhere.filter(({ from }) => from !== null)).flatMap((repairs) =>
      groupProposals(column, repairs),
    ),
    ...banded(somewhere.filter(({ from }) => from === null)).flatMap((repairs) =>
      groupProposals(column, repairs),
    ),
  ];
}

/** Those that are sure enough to be accepted without a look, and the others that are worth one. */
function banded(repairs: readonly Repair[]): Repair[][] {
  return [
    repairs.filter(({ confidence }) => confidence >= sureEnough),
    repairs.filter(({ confidence }) => confidence < sureEnough && confidence >= worthALook),
  ].filter((band) => band.length > 0);
}

function meanConfidence(repairs: readonly Repair[]): number {
  return (
    repairs.reduce((sum, { confidence, rows }) => sum + confidence * rows, 0) /
    repairs.reduce((sum, { rows }) => sum + rows, 0)
  );
}

function mapProposal({ column }: ColumnValues, repairs: readonly Repair[]): Proposal[] {
  const by = [...new Set(repairs.flatMap((repair) => repair.by))].slice(0, 4);
  const changes = repairs.map(({ from, to, rows }) => ({ from, to, rows }));
  return [
    {
      rule: "typos",
      column,
      steps: mapOf(column, changes),
      cells: cellsOf(changes),
      confidence: meanConfidence(repairs),
      title: `${changes.length} ${changes.length === 1 ? "value that looks" : "values that look"} like a typing error`,
      reason:
        by.length > 0
          ? `Rows with the same ${by.join(", ")} agree on another value, or a far more frequent one is nearly the same.`
          : "A far more frequent value is nearly the same.",
      examples: examplesOf(changes),
    },
  ];
}

/** Repairs that hold only in some groups of another column: a CASE for each such column. */
function groupProposals({ column }: ColumnValues, repairs: readonly Repair[]): Proposal[] {
  const byColumn = new Map<string, Repair[]>();
  for (const repair of repairs)
    byColumn.set(repair.by[0] ?? "", [...(byColumn.get(repair.by[0] ?? "") ?? []), repair]);
  return [...byColumn].map(([by, group]) => {
    const changes = group.map(({ from, to, rows }) => ({ from, to, rows }));
    const isFill = group.every(({ from }) => from === null);
    return {
      rule: isFill ? "fill" : "dissent",
      column,
      steps: [{ derive: { [column]: caseSql(column, by, group) } }],
      cells: cellsOf(changes),
      confidence: meanConfidence(group),
      title: isFill
        ? `${cellsOf(changes)} missing ${cellsOf(changes) === 1 ? "value" : "values"} that ${by} tells`
        : `${cellsOf(changes)} ${cellsOf(changes) === 1 ? "value that does" : "values that do"} not go with ${by}`,
      reason: `Nearly all rows with the same ${by} have the same ${column}.`,
      examples: examplesOf(changes),
    };
  });
}

function caseSql(column: string, by: string, repairs: readonly Repair[]): string {
  const mine = quoteIdentifier(column);
  const whens = repairs.map(({ from, to, groups }) => {
    const isThis = from === null ? `nullif(${mine}, '') is null` : `${mine} = ${quoteLiteral(from)}`;
    const isThere = `cast(${quoteIdentifier(by)} as VARCHAR) in (${(groups ?? []).map(quoteLiteral).join(", ")})`;
    return `when ${isThis} and ${isThere} then ${quoteLiteral(to)}`;
  });
  return `case ${whens.join(" ")} else ${mine} end`;
}
