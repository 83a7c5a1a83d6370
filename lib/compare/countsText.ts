import type { CompareSummary } from "./readSummary.ts";

const lead = "Rows: ";

/** The numbers of a comparison in one sentence. */
export function countsText({ added, removed, changed, same, columns }: CompareSummary): string {
  const said = (count: number) => count.toLocaleString("en");
  const cells = columns.reduce((sum, column) => sum + column.changed, 0);
  const inCells = changed === 0 ? "" : ` (${said(cells)} ${cells === 1 ? "cell" : "cells"})`;
  return `${lead}${said(added)} added, ${said(removed)} removed, ${said(changed)} changed${inCells}, ${said(same)} the same.`;
}

/** Whether a sentence about a run is the one with its numbers. */
export function isCountsText(message: string): boolean {
  return message.startsWith(lead);
}
