import type { Behind, RowsBehind } from "../../lib/trace/rowsBehind.ts";
import { countOf, formatCount } from "../ui/formatCount.ts";

/** What a part of a query is called: a step of a recipe by its number and words. */
export function partWords(label: string): string {
  const step = /^(\d+)\. (.*)$/s.exec(label);
  return step ? `Step ${step[1]} · ${step[2]}` : label;
}

/** Which rows of a relation made the row above them. */
export function behindWords({ label, of, count, rows }: Behind, how: RowsBehind["how"]): string {
  const name = of.kind === "relation" ? label : partWords(label);
  if (count === 0) return `No row of ${name} has a part in it`;
  const [first] = rows;
  const isOne = count === 1 && first;
  const which = isOne && first.place !== null ? `row ${formatCount(first.place + 1)}` : countOf(count, "row");
  if (how === "group") return `${upper(which)} of ${name}, put in one group`;
  if (how === "all") return `${upper(which)} of ${name}, all put together`;
  if (how === "row" && count > 1) return `${upper(which)} of ${name}, each of which gives it`;
  return `${upper(which)} of ${name}`;
}

/** What left a row out of a cell. */
export function droppedWords(cell: string, { by, part }: { by: string; part: string | null }): string {
  if (part !== null && /^\d+\. /.test(part))
    return `Left out of ${cell} by ${partWords(part).replace(/^S/, "s")} (${by})`;
  return part === null ? `Left out of ${cell} by ${by}` : `Left out of ${cell} in ${part}, by ${by}`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
