import type { Column } from "../engine/protocol.ts";
import { asJsonObject, isJsonObject, type JsonObject, visitStrings } from "./jsonObject.ts";

const mostColumns = 50;

/** Columns whose name stands anywhere in the specification: an expression may read any of them. */
export function mentionedColumns<C extends Column>(spec: JsonObject, columns: readonly C[]): C[] {
  if (showsAllColumns(spec)) return columns.slice(0, mostColumns);
  const texts: string[] = [];
  visitStrings(spec, (text) => texts.push(text));
  visitKeys(spec, (text) => texts.push(text));
  const all = texts.join("\n");
  const unescaped = all.replace(/\\(.)/g, "$1");
  const words = new Set(all.match(/[\p{L}\p{N}_$]+/gu));
  return columns.filter(({ name }) =>
    /^[\p{L}\p{N}_$]+$/u.test(name) ? words.has(name) : all.includes(name) || unescaped.includes(name),
  );
}

/** Says whether a chart shows every column of a row in its tooltip. */
export function showsAllColumns(spec: JsonObject): boolean {
  const tooltip = asJsonObject(asJsonObject(spec.mark).tooltip);
  return tooltip.content === "data";
}

function visitKeys(value: unknown, visit: (text: string) => void): void {
  if (Array.isArray(value)) for (const item of value) visitKeys(item, visit);
  else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      visit(key);
      visitKeys(item, visit);
    }
  }
}
