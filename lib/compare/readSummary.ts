import { bareName } from "../sql/bareName.ts";
import { type SummaryItem, summaryItems } from "./summarySql.ts";

/** A column of a comparison as its summary tells it. */
export interface SummedColumn {
  readonly name: string;
  /** Cells that changed. */
  readonly changed: number;
  /** How its values were compared, in words; "" where they were not. */
  readonly compared: string;
}

/** What a comparison came to. */
export interface CompareSummary {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
  readonly keys: readonly string[];
  /** Columns that were compared; the most changed first. */
  readonly columns: readonly SummedColumn[];
  readonly ignored: readonly string[];
}

/** All of a summary is about columns: no relation has more. */
export const mostSummed = 20_000;

export function readSummarySql(summary: string): string {
  return `select item, "column", "count"::DOUBLE as n, compared from ${bareName(summary)}`;
}

/** `answers` have the columns of `readSummarySql`. */
export function summaryOf(answers: readonly Readonly<Record<string, unknown>>[]): CompareSummary {
  const items = new Map<SummaryItem, SummedColumn[]>(summaryItems.map((item) => [item, []]));
  for (const { item, column, n, compared } of answers) {
    const known = summaryItems.find((one) => one === item);
    if (known)
      items
        .get(known)
        ?.push({ name: String(column ?? ""), changed: Number(n ?? 0), compared: String(compared ?? "") });
  }
  const of = (item: SummaryItem) => items.get(item) ?? [];
  const count = (item: SummaryItem) => of(item)[0]?.changed ?? 0;
  const names = (item: SummaryItem) => of(item).map(({ name }) => name);
  return {
    added: count("rows added"),
    removed: count("rows removed"),
    changed: count("rows changed"),
    same: count("rows the same"),
    keys: names("key"),
    columns: [...of("cells changed")].sort((a, b) => b.changed - a.changed),
    ignored: names("ignored"),
  };
}
