import type { BinEdges, DrawnField, RowOrigin } from "../chartPlan.ts";
import { unlessOnlyVega } from "../onlyVega.ts";
import { baseColumn } from "../transform/baseRows.ts";
import type { ChartSelection, FieldTest } from "./chartSelection.ts";
import { fieldTestSql } from "./fieldTestSql.ts";
import { fieldTestText } from "./fieldTestText.ts";
import { inBrackets, joined } from "./joined.ts";

/** A selection as a condition on the relation's rows, or why there is none that says it. */
export type SelectionSql =
  /** `text` says it in words, without what the chart's own filters add. */
  { ok: true; sql: string; text: string } | { ok: false; reason: string };

/** What is known of a drawn chart: where the rows of its views come from, and the edges of its bins. */
export interface SelectedChart {
  query: { origins?: readonly RowOrigin[] };
  again: { edges: ReadonlyMap<string, BinEdges> };
}

/** Thrown for a selection that no condition says; `message` is the reason. */
export class NotSaid extends Error {
  override name = "NotSaid";
}

/**
 * A selection on a chart as a condition on the rows of the relation that it draws: through computed columns, bins and time
 * units. For a mark it holds for exactly the rows that the mark stands for, which the chart's own filters left; a brush says
 * nothing of these.
 */
export function selectionSql(selection: ChartSelection, { query, again }: SelectedChart): SelectionSql {
  const origin = query.origins?.[selection.view];
  if (!origin) return { ok: false, reason: "It is not known which rows this view draws." };
  const { base, fields } = origin;
  const isMark = selection.by === "mark";
  if (isMark && base.lost !== null) return refused(base.lost);
  try {
    const lists = together(selection.anyOf).map((list) =>
      list.map((test) => {
        const field = fields.find(({ alias }) => alias === test.alias);
        if (!field) throw new NotSaid("it goes by a value that is computed from several rows");
        return said(test, field, origin, again.edges.get(field.alias) ?? null);
      }),
    );
    const any = lists
      .map((list) =>
        joined(
          list.map(({ sql }) => sql),
          " AND ",
        ),
      )
      .filter((sql) => sql !== "");
    // A list without any test holds for all rows.
    const chosen = any.length < lists.length || any.length === 0 ? [] : [joined(any, " OR ")];
    const filters = isMark ? base.where : [];
    const sql = [...filters, ...chosen];
    const texts = lists.map((list) => list.map(({ text }) => text).join(" and "));
    return {
      ok: true,
      sql: sql.length === 0 ? "true" : sql.map(inBrackets).join(" AND "),
      text: `${chosen.length === 0 ? "all rows" : wordsOf(texts)}${filters.length > 0 ? " within the chart's own filters" : ""}`,
    };
  } catch (error) {
    if (error instanceof NotSaid) return refused(error.message);
    throw error;
  }
}

const shownLists = 2;

function wordsOf(texts: readonly string[]): string {
  const shown = texts.slice(0, shownLists);
  const more = texts.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(" or ");
}

function refused(why: string): SelectionSql {
  return { ok: false, reason: `This cannot be said as a condition on single rows: ${why}.` };
}

function said(test: FieldTest, field: DrawnField, { base }: RowOrigin, edges: BinEdges | null) {
  const found = baseColumn(base, field.column);
  if (!found) throw new NotSaid(`${field.column} is computed from several rows`);
  const sql = unlessOnlyVega(() => fieldTestSql(test, { ...found, field, edges }));
  if (sql === null) throw new NotSaid(`of ${field.column} there is no condition that SQL knows`);
  const { saidIn } = found.column;
  const zone = saidIn !== undefined && field.use === "temporal" ? ` (${saidIn})` : "";
  return { sql, text: `${fieldTestText(test, field, edges)}${zone}` };
}

/** Lists that test one column for values, as one list: `a is 1` or `a is 2` is `a is one of 1, 2`. */
function together(lists: readonly (readonly FieldTest[])[]): readonly (readonly FieldTest[])[] {
  const [first] = lists[0] ?? [];
  if (lists.length < 2 || !first) return lists;
  const { alias } = first;
  const values = lists.map(([test, ...more]) =>
    test && test.alias === alias && "values" in test && more.length === 0 ? test.values : null,
  );
  const all = values.filter((list) => list !== null);
  return all.length < lists.length ? lists : [[{ alias, values: [...new Set(all.flat())] }]];
}
