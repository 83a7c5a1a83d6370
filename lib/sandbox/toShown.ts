import type { Shown } from "../run/cellRun.ts";
import { DuckTime } from "./duckTime.ts";
import { jsonText, plainText } from "./plainText.ts";
import { isRecord } from "./rowForm.ts";

/** HTML or a chart by a cell's word: `display.html(…)`, `display.chart(…)`. */
export class Display {
  constructor(readonly shown: Shown) {}
}

/** A value as something to draw, and what had to be left out of it. */
export interface ShownValue {
  shown: Shown;
  notice: string | null;
}

/** How many characters one displayed value may have. */
const mostCharacters = 200_000;

/** Turns a displayed value into text, a table or JSON. Rows beyond `tableRows` are left out with a notice. */
export function toShown(value: unknown, tableRows: number): ShownValue {
  if (value instanceof Display) return { shown: value.shown, notice: null };
  if (isRows(value)) return tableOf(value, value.length, tableRows);
  if (isScalar(value)) return cut(plainText(value) ?? String(value), "text");
  if (value instanceof Error) return cut(`${value.name}: ${value.message}`, "text");
  if (isVegaSpec(value)) return { shown: chart(value), notice: null };
  return cut(jsonText(value, 2), "value");
}

/** A chart by its Vega-Lite spec, reduced to what JSON can say. */
export function chart(spec: unknown): Shown {
  return { type: "chart", spec: JSON.parse(jsonText(spec)) };
}

/** A table of the first rows; `total` null where it is not known how many there are. */
export function tableOf(rows: readonly unknown[], total: number | null, tableRows: number): ShownValue {
  const first = rows.slice(0, tableRows);
  const columns = new Map<string, number>();
  for (const row of first) {
    if (isRecord(row))
      for (const key of Object.keys(row)) if (!columns.has(key)) columns.set(key, columns.size);
  }
  const names = [...columns.keys()].slice(0, 1000);
  const cells = first.map((row) =>
    names.map((name) => cellText(isRecord(row) && Object.hasOwn(row, name) ? row[name] : null)),
  );
  const notices: string[] = [];
  if (total === null || total > first.length) {
    const all = total === null ? "more" : total.toLocaleString("en");
    notices.push(
      `First ${first.length.toLocaleString("en")} of ${all} rows shown. \`export default\` shows them all.`,
    );
  }
  if (columns.size > names.length)
    notices.push(`First 1,000 of ${columns.size.toLocaleString("en")} columns shown.`);
  return { shown: { type: "table", columns: names, rows: cells }, notice: notices.join(" ") || null };
}

function cellText(value: unknown): string | null {
  const text = plainText(value);
  return text !== null && text.length > 10_000 ? `${text.slice(0, 10_000)}…` : text;
}

function cut(text: string, as: "text" | "value"): ShownValue {
  if (text.length <= mostCharacters) {
    return { shown: as === "text" ? { type: "text", text } : { type: "value", json: text }, notice: null };
  }
  const notice = `First ${mostCharacters.toLocaleString("en")} of ${text.length.toLocaleString("en")} characters shown.`;
  // JSON cut off in the middle is text.
  return { shown: { type: "text", text: `${text.slice(0, mostCharacters)}…` }, notice };
}

function isRows(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0 && isRecord(value[0]) && value.every(isRecord);
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null || value instanceof Date || value instanceof DuckTime;
}

function isVegaSpec(value: unknown): boolean {
  return isRecord(value) && typeof value.$schema === "string" && value.$schema.includes("/vega-lite/");
}
