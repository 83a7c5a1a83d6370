import { asJsonObject, type JsonObject } from "./jsonObject.ts";
import { unitParts } from "./timeUnitSql.ts";

/** An amount to six digits, grouped: 1,234.5. */
export function amountText(amount: number): string {
  return amount.toLocaleString("en", { maximumSignificantDigits: 6 });
}

/** A drawn value in words, as its axis would label it: a bin by its edges, a moment in UTC, NULL and "" by name. */
export function valueText(value: unknown, definition: JsonObject): string {
  if (value === null || value === undefined) return "NULL";
  if (value === "") return "(empty)";
  const { bin, timeUnit, type } = definition;
  if (typeof value === "number") {
    if (type === "temporal" || (timeUnit !== undefined && timeUnit !== null))
      return momentText(value, timeUnit);
    const { step } = asJsonObject(bin);
    if (typeof step === "number") return `${amountText(value - step / 2)} to ${amountText(value + step / 2)}`;
    return amountText(value);
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function momentText(epochMs: number, timeUnit: unknown): string {
  const date = new Date(epochMs);
  if (Number.isNaN(date.getTime())) return String(epochMs);
  const parts = typeof timeUnit === "string" ? unitParts(timeUnit) : null;
  if (parts && !parts.includes("year")) return cyclicText(date, parts);
  const iso = date.toISOString();
  const day = iso.slice(0, iso.indexOf("T"));
  const finest = parts?.at(-1) ?? "hours";
  switch (finest) {
    case "year":
      return day.slice(0, day.lastIndexOf("-", day.lastIndexOf("-") - 1));
    case "quarter":
    case "month":
      return day.slice(0, day.lastIndexOf("-"));
    case "hours":
    case "minutes":
    case "seconds":
    case "milliseconds":
      return iso.endsWith("T00:00:00.000Z")
        ? day
        : iso
            .slice(0, -1)
            .replace("T", " ")
            .replace(/\.000$/, "");
    default:
      return day;
  }
}

/** A moment of a unit without its year: a month of any year, a day of any week. */
function cyclicText(date: Date, parts: readonly string[]): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" }).format(date);
  const texts: string[] = [];
  if (parts.includes("day")) texts.push(format({ weekday: "long" }));
  if (parts.includes("month") || parts.includes("quarter")) texts.push(format({ month: "long" }));
  if (parts.includes("date")) texts.push(String(date.getUTCDate()));
  if (["hours", "minutes", "seconds"].some((part) => parts.includes(part)))
    texts.push(date.toISOString().slice(11, 19));
  return texts.length > 0 ? texts.join(" ") : date.toISOString().slice(0, 10);
}
