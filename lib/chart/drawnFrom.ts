import { countedMarks } from "./chartMarks.ts";
import type { ChartQuery, RowChoice } from "./chartPlan.ts";
import { asJsonObject } from "./jsonObject.ts";
import { isBackdrop, markName, unitViews } from "./unitViews.ts";

const number = (count: number) => count.toLocaleString("en");

/** What is known of a drawn chart's rows. */
export interface DrawnRows {
  /** Marks that are drawn. */
  marks: number;
  /** Rows that came back, and whether there were more. */
  fetched: number;
  truncated: boolean;
  /** Rows of the relation; null where that is not known. */
  rowCount: number | null;
  /** Rows of it that selections on other charts leave, where that is counted; not given where there are none. */
  matching?: number | null;
  /** Rows that the chart's transforms leave, where they were counted. */
  leftRows?: number | undefined;
  /** Views with rows of their own. */
  views?: readonly { rows: RowChoice; fetched: number; truncated: boolean }[] | undefined;
}

/** The line under a chart: `12 bars from 3,000,000 rows`. Says when not all rows or groups are on it. */
export function drawnFrom(
  query: Pick<ChartQuery, "spec" | "rows">,
  drawn: DrawnRows,
): { text: string; isPartial: boolean } {
  const { marks, fetched, truncated, rowCount } = drawn;
  const views = unitViews(query.spec);
  const mark = views?.length === 1 ? markName(asJsonObject(views[0]?.view).mark) : "";
  const { layer } = asJsonObject(query.spec);
  const backdrops = Array.isArray(layer) ? layer.filter(isBackdrop).length : 0;
  const counted = countedMarks(mark, Math.max(0, marks - backdrops));
  const rows = drawn.matching === undefined ? allRows(rowCount) : chosenRows(drawn.matching, rowCount);
  if (drawn.views && drawn.views.length > 0) return viewsText(`${counted} from ${rows}`, drawn.views);
  switch (query.rows) {
    case "outline":
      return {
        text: `${counted} from ${rows}: first, last, lowest and highest of each pixel column`,
        isPartial: truncated,
      };
    case "density":
      return {
        text: `${counted} from ${population(drawn)}, coloured by how many rows lie in each`,
        isPartial: truncated,
      };
    case "sample":
      return {
        text: `${counted}: ${number(fetched)} rows, a random sample of ${population(drawn)}`,
        isPartial: true,
      };
    default:
  }
  if (!truncated) return { text: `${counted} from ${rows}`, isPartial: false };
  if (query.rows === "grouped") {
    return { text: `${counted}: the first ${number(fetched)} groups of more, from ${rows}`, isPartial: true };
  }
  const of = rowCount === null ? "more rows" : population(drawn);
  return { text: `${counted}, drawn from the first ${number(fetched)} of ${of}`, isPartial: true };
}

function allRows(rowCount: number | null): string {
  return rowCount === null ? "all rows" : rowCount === 1 ? "1 row" : `${number(rowCount)} rows`;
}

function chosenRows(matching: number | null, rowCount: number | null): string {
  if (matching === null) return "the selected rows";
  return rowCount === null
    ? `${number(matching)} selected rows`
    : `${number(matching)} of ${allRows(rowCount)}`;
}

function population({ rowCount, leftRows, matching }: DrawnRows): string {
  if (matching !== undefined) return chosenRows(matching, rowCount);
  const count = leftRows ?? rowCount;
  if (count === null) return "all rows";
  const left =
    leftRows !== undefined && rowCount !== null && leftRows !== rowCount
      ? `, which its transforms leave of ${number(rowCount)}`
      : "";
  return `${number(count)} rows${left}`;
}

/** Says of each view that does not stand for all rows what it draws. */
function viewsText(
  text: string,
  views: NonNullable<DrawnRows["views"]>,
): { text: string; isPartial: boolean } {
  const less = views.flatMap(({ rows, fetched, truncated }) => {
    if (rows === "sample") return [`a random sample of ${number(fetched)} rows`];
    if (!truncated) return [];
    return [`the first ${number(fetched)} ${rows === "grouped" ? "groups" : "rows"}`];
  });
  const clauses = [...new Set(less)].map((what) => {
    const count = less.filter((other) => other === what).length;
    return `${count === 1 ? "one view draws" : `${count} views draw`} ${what}`;
  });
  return { text: [text, ...clauses].join("; "), isPartial: clauses.length > 0 };
}
