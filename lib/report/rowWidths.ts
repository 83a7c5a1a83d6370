import { type ReportItem, reportColumns } from "./report.ts";

/**
 * How many of the 12 columns each item of a row gets, parts of one included. Those without a width share what the others
 * leave, one column each at least; where all together want more than there is, each gives up in proportion.
 */
export function rowWidths(items: readonly Pick<ReportItem, "width">[]): number[] {
  const given = items.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const free = items.filter(({ width }) => width === null).length;
  const share = Math.max(free === 0 ? 0 : (reportColumns - given) / free, 1);
  const widths = items.map(({ width }) => width ?? share);
  const all = widths.reduce((sum, width) => sum + width, 0);
  return all > reportColumns ? widths.map((width) => (width * reportColumns) / all) : widths;
}
