import type { Column } from "../engine/protocol.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { type ValueFamily, valueFamily } from "./valueFamily.ts";

const shortNumber = /^-?(0|[1-9]\d{0,14})$|^-?(?=[\d.]{2,16}$)(0|[1-9]\d*)\.\d+$/;
const anyNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const endless = /^[+-]?(inf(inity)?|nan)$/i;
const day = /^[+-]?\d{1,7}-\d{1,2}-\d{1,2}( \(BC\))?$/i;
const instant =
  /^[+-]?\d{1,7}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{1,2}(:\d{1,2}(\.\d{1,9})?)?)?( \(BC\))?(Z| ?[+-]\d{1,2}(:?\d{2})?)?$/i;
const clock = /^\d{1,2}:\d{1,2}(:\d{1,2}(\.\d{1,9})?)?$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const infinite = /^-?infinity$/i;

/** Why a text cannot be a value of a column's type, as a sentence; null where it can. */
export function whyNoValue(text: string, type: string): string | null {
  const family = valueFamily(type);
  switch (family.kind) {
    case "number":
      if (anyNumber.test(text) || (family.scale === null && endless.test(text))) return null;
      return `“${text}” is not a number.`;
    case "date":
      return day.test(text) || infinite.test(text) ? null : `“${text}” is not a day such as 2024-01-31.`;
    case "instant":
      if (instant.test(text) || infinite.test(text)) return null;
      return `“${text}” is not a time such as 2024-01-31 or 2024-01-31 18:30:00.`;
    case "time":
      return clock.test(text) ? null : `“${text}” is not a time of day such as 18:30.`;
    case "boolean":
      return text === "true" || text === "false" ? null : `“${text}” is neither true nor false.`;
    case "uuid":
      return uuid.test(text) ? null : `“${text}” is not a UUID.`;
    default:
      return null;
  }
}

/** A value of a column, given as text, as SQL that compares with `comparedSql` of it. */
export function valueSql(text: string, column: Column): string {
  const family = valueFamily(column.type);
  switch (family.kind) {
    case "number":
      return shortNumber.test(text) ? text : `CAST(${quoteLiteral(text)} AS ${column.type})`;
    case "boolean":
      return text === "true" ? "true" : "false";
    case "date":
    case "time":
    case "instant":
    case "uuid":
      return typedText(wholeInstant(text, column.type), column.type);
    default:
      return quoteLiteral(text);
  }
}

/** What values of a column are compared by: themselves, or their text. */
export function comparedSql(expression: string, family: ValueFamily): string {
  return family.kind === "other" ? `${expression}::VARCHAR` : expression;
}

/** The text that the grid shows for a column. */
export function textSql(expression: string, family: ValueFamily): string {
  return family.kind === "text" ? expression : `${expression}::VARCHAR`;
}

/** The day after one, where a text is a plain day of this era; else null. */
export function dayAfter(text: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text.trim());
  if (!match) return null;
  const next = new Date(0);
  next.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + 1);
  const years = next.getUTCFullYear();
  return years > 9999 ? null : `${String(years).padStart(4, "0")}-${next.toISOString().slice(5, 10)}`;
}

function typedText(text: string, type: string): string {
  return type === "DATE" || type === "TIMESTAMP" || type === "TIME"
    ? `${type} ${quoteLiteral(text)}`
    : `CAST(${quoteLiteral(text)} AS ${type})`;
}

/** An instant with its seconds, which DuckDB wants; one without a zone is of UTC, as the grid shows them. */
function wholeInstant(text: string, type: string): string {
  if (!type.startsWith("TIMESTAMP") || infinite.test(text)) return text;
  const whole = text.replace(/([ T]\d{1,2}:\d{1,2})(?![\d:])/, "$1:00");
  if (type !== "TIMESTAMP WITH TIME ZONE") return whole;
  if (/(Z|:\d{2}(\.\d+)?( \(BC\))? ?[+-]\d{1,2}(:?\d{2})?)$/i.test(whole)) return whole;
  return `${whole.includes(":") ? whole : `${whole} 00:00:00`}+00`;
}
