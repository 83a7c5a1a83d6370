import type { Column } from "../../lib/engine/protocol.ts";
import type { DuckType } from "../../lib/table/duckType.ts";
import { isNumberType, readDuckType } from "../../lib/table/numberType.ts";
import { longestCounted } from "./longestTexts.ts";

/** Whether values of a DuckDB type stand at the right, as numbers do. */
export const isNumber = isNumberType;

/** The type as a header shows it: nested and enum types without their insides. */
export function shortType(type: string): string {
  const parsed = readDuckType(type);
  return parsed ? shorten(parsed) : type;
}

/** Numbers and times stand whole; text and nested values, so many characters long, may be cut to fit more columns. */
export function minWidthPx(type: string, characters: number): number {
  const parsed = readDuckType(type);
  const whole = parsed?.kind === "decimal" || (parsed?.kind === "scalar" && !cuttable.has(parsed.name));
  return Math.min(characters, whole ? longestCounted : cutAt) * characterPx + 2 * paddingPx;
}

/** The width at which a text so many characters long is not cut, where there is room for it. */
export function wantedWidthPx(characters: number): number {
  return Math.min(characters, longestCounted) * characterPx + 2 * paddingPx;
}

/** The width at which the longest of some values is not cut, however long it is. */
export function fittingWidthPx(column: Column, characters: number): number {
  return Math.max(headerWidthPx(column), Math.ceil(characters * characterPx) + 2 * paddingPx);
}

/** The width that a header asks for: its name with the button of its menu, and its type. */
export function headerWidthPx({ name, type }: Column): number {
  const named = Math.min(name.length, longestName) * boldPx + menuPx;
  return Math.ceil(Math.max(named, shortType(type).length * smallPx) + 2 * paddingPx);
}

const cuttable = new Set(["VARCHAR", "BLOB", "BIT", "JSON", "BIGNUM"]);
const cutAt = 24;
const longestName = 24;
// Of the monospaced face at 13 px, a little more than most have, and of its small size.
const characterPx = 8;
const boldPx = 8;
const smallPx = 7;
const menuPx = 28;
const paddingPx = 12;

function shorten(type: DuckType): string {
  switch (type.kind) {
    case "scalar":
      return type.name.toLowerCase().replace("timestamp with time zone", "timestamptz");
    case "decimal":
      return `decimal(${type.width},${type.scale})`;
    case "list":
      return `${shorten(type.of)}[]`;
    case "array":
      return `${shorten(type.of)}[${type.size}]`;
    case "enum":
    case "struct":
    case "union":
    case "map":
      return type.kind;
  }
}
