import type { Column } from "../../engine/protocol.ts";
import { type ColumnFacts, fieldFact } from "./fieldFacts.ts";

/** A column that must be read as another type than sniffed, so that no digit, zero or offset is lost. */
export interface TypeChange {
  column: number;
  type: string;
  note: string;
}

/**
 * The columns whose text their type would bend in silence, by what was seen in a sample or in the whole file
 * (`facts`, by column, from CsvScanner).
 */
export function exactTypes(columns: readonly Column[], facts: readonly ColumnFacts[]): TypeChange[] {
  return columns.flatMap((column, index) => {
    const seen = facts[index];
    const change = seen && seen.bits !== 0 ? changeOf(column.type, seen) : null;
    if (!seen || !change || change.type === column.type) return [];
    const example = seen.first ? `${seen.first.text.slice(0, 60)} (line ${seen.first.line}) ` : "a value ";
    return [
      {
        column: index,
        type: change.type,
        note: `column ${column.name} read as ${change.type}: ${example}${change.why}`,
      },
    ];
  });
}

function changeOf(type: string, facts: ColumnFacts): { type: string; why: string } | null {
  const has = (bit: number) => (facts.bits & bit) !== 0;
  if (type.startsWith("TIMESTAMP")) return ofTimestamp(type, has);
  if (type === "DATE") {
    return has(fieldFact.timeOfDay) ? { type: "TIMESTAMP", why: "has a time of day" } : null;
  }
  if (has(fieldFact.leadingZero)) return { type: "VARCHAR", why: "would lose its leading zeros as a number" };
  const isInteger = /INT/.test(type);
  const bends = isInteger
    ? has(fieldFact.fraction | fieldFact.exponent) || (has(fieldFact.beyondBigint) && type !== "HUGEINT")
    : has(fieldFact.manyDigits);
  return bends
    ? {
        type: exactNumber(facts, isInteger),
        why: isInteger ? "is no such integer" : "has more digits than a DOUBLE keeps",
      }
    : null;
}

function exactNumber(facts: ColumnFacts, isInteger: boolean): string {
  const has = (bit: number) => (facts.bits & bit) !== 0;
  const digits = facts.wholeDigits + facts.scale;
  if (has(fieldFact.exponent)) return isInteger && digits <= 15 ? "DOUBLE" : "VARCHAR";
  if (!has(fieldFact.fraction)) return facts.wholeDigits <= 38 ? "HUGEINT" : "VARCHAR";
  if (!has(fieldFact.manyDigits | fieldFact.beyondBigint)) return "DOUBLE";
  return digits <= 38 ? `DECIMAL(38,${facts.scale})` : "VARCHAR";
}

function ofTimestamp(type: string, has: (bit: number) => boolean): { type: string; why: string } | null {
  const zoned = type === "TIMESTAMP WITH TIME ZONE" || has(fieldFact.offset);
  if (has(fieldFact.nanoseconds) && type !== "TIMESTAMP_NS") {
    return { type: zoned ? "VARCHAR" : "TIMESTAMP_NS", why: "has more than six digits after the second" };
  }
  return has(fieldFact.offset) ? { type: "TIMESTAMP WITH TIME ZONE", why: "has an offset from UTC" } : null;
}
