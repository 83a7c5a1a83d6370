import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import { type AskRows, countAt } from "./askRows.ts";
import type { ColumnValues } from "./columnValues.ts";
import { cellsOf, examplesOf, type Proposal } from "./proposal.ts";

/** How many pairs of columns are measured; each costs a query. */
const mostPairs = 40;

interface HeldPair {
  holder: ColumnValues;
  held: ColumnValues;
  /** Values of the other column that end values of this one, with how many rows end so. */
  endings: Map<string, number>;
}

/**
 * Values that hold the value of another column, which is empty in just these rows: a city "Portland OR" beside an empty
 * state. The other column gets it, and this one is left without.
 */
export async function heldRules(
  ask: AskRows,
  from: string,
  columns: readonly ColumnValues[],
): Promise<Proposal[]> {
  const pairs = columns.flatMap((holder) => columns.flatMap((held) => pairOf(holder, held) ?? []));
  pairs.sort((a, b) => sum(b.endings) - sum(a.endings));
  const taken = new Set<string>();
  const proposals: Proposal[] = [];
  for (const pair of pairs.slice(0, mostPairs)) {
    if (taken.has(pair.holder.column) || taken.has(pair.held.column)) continue;
    const proposal = await measured(ask, from, pair);
    if (!proposal) continue;
    taken.add(pair.holder.column).add(pair.held.column);
    proposals.push(proposal);
  }
  return proposals;
}

/** A pair that is worth a query: a column with few values, empty at places, whose values end those of another. */
function pairOf(holder: ColumnValues, held: ColumnValues): HeldPair | null {
  const empty = held.nulls + (held.values.get("") ?? 0);
  if (holder.column === held.column || empty < 2 || empty > 0.5 * held.rows || held.isPartial) return null;
  const known = [...held.values.keys()].filter((text) => /[\p{L}\p{N}]/u.test(text) && text.length < 60);
  if (known.length < 2 || known.length > 0.2 * held.rows) return null;
  const endings = new Map<string, number>();
  const isKnown = new Set(known);
  for (const [text, rows] of holder.values) {
    const ending = endingOf(text, isKnown);
    if (ending !== null) endings.set(ending, (endings.get(ending) ?? 0) + rows);
  }
  return endings.size >= 2 && sum(endings) >= 3 ? { holder, held, endings } : null;
}

/** The longest known text behind a space, a comma or a bracket. */
function endingOf(text: string, known: ReadonlySet<string>): string | null {
  for (const { index } of text.matchAll(/[\s,;(/|-]+/g)) {
    if (index === 0) continue;
    const ending = text
      .slice(index)
      .replace(/^[\s,;(/|-]+/, "")
      .replace(/\)$/, "");
    if (known.has(ending)) return ending;
  }
  return null;
}

async function measured(
  ask: AskRows,
  from: string,
  { holder, held, endings }: HeldPair,
): Promise<Proposal | null> {
  const mine = quoteIdentifier(holder.column);
  const theirs = quoteIdentifier(held.column);
  const pattern = `^(.*[^\\s,;(/|-])[\\s,;(/|-]+(${[...endings.keys()].map(escaped).join("|")})\\)?$`;
  const ends = `regexp_matches(${mine}, ${quoteLiteral(pattern)})`;
  const isEmpty = `(${theirs} is null or ${theirs} = '')`;
  const rows = await ask(
    `select ${isEmpty} as is_empty, coalesce(${ends}, false) as ends, ${mine} as v, count(*)::DOUBLE as n
    from ${from} where ${isEmpty} or ${ends} group by all order by n desc`,
    20_000,
  );
  const count = (isEmptyThere: boolean, doesEnd: boolean) =>
    rows
      .filter((row) => row.is_empty === isEmptyThere && row.ends === doesEnd)
      .reduce((all, row) => all + countAt(row, "n"), 0);
  const both = count(true, true);
  const emptyOnly = count(true, false);
  const endsOnly = count(false, true);
  // What is empty is empty because its value went there, or chance would have it so far more seldom.
  const share = both / Math.max(1, both + emptyOnly);
  if (both < 3 || share < 0.5 || endsOnly > 0.1 * both) return null;
  const changes = rows
    .filter((row) => row.is_empty === true && row.ends === true && typeof row.v === "string")
    .map((row) => ({
      from: String(row.v),
      to: new RegExp(pattern, "u").exec(String(row.v))?.[1] ?? "",
      rows: countAt(row, "n"),
    }));
  return {
    rule: "held-value",
    column: holder.column,
    steps: [
      {
        derive: {
          [held.column]: `case when ${isEmpty} then nullif(regexp_extract(${mine}, ${quoteLiteral(pattern)}, 2), '') else ${theirs} end`,
        },
      },
      { replace: { columns: [holder.column], find: pattern, with: "\\1", regex: true } },
    ],
    cells: 2 * cellsOf(changes) + endsOnly,
    confidence: share > 0.8 ? 0.93 : 0.82,
    title: `${holder.column} holds what belongs into ${held.column}`,
    reason: `${held.column} is empty in ${both} rows of which ${holder.column} ends with one of its values, and hardly anywhere else does it end so.`,
    examples: examplesOf(changes),
  };
}

const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((all, n) => all + n, 0);
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
