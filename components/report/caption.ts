import type { Cell } from "../../lib/notebook/document.ts";
import type { ReportItem } from "../../lib/report/report.ts";

/** What stands over an output: its title, or the cell's name as people would write it; "" where nothing does. */
export function captionOf({ title }: ReportItem, { kind, name }: Cell): string {
  if (title !== null) return title;
  if (kind === "md" || kind === "input") return "";
  const words = name.replace(/_+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
