import type { SchemaElement } from "hyparquet";
import { decimalText } from "../ingest/arrow/decimalText.ts";
import { dateText, floorDiv } from "../table/dateText.ts";
import { doubleText } from "./doubleText.ts";

const dayMicros = 86_400_000_000n;
/** What Parquet files of DuckDB hold for infinity. */
const endless = 9_223_372_036_854_775_807n;
const endlessDays = 2_147_483_647n;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * How values of a Parquet column that has no parts are told as DuckDB prints them; they are given as they are stored.
 * Types that `embeddedColumn` does not let through are told as JavaScript would.
 */
export function storedText(element: SchemaElement): (stored: unknown) => string {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (type === "BYTE_ARRAY")
    return (stored) => (stored instanceof Uint8Array ? utf8.decode(stored) : String(stored));
  if (type === "DOUBLE") return (stored) => doubleText(Number(stored));
  if (logical?.type === "DECIMAL" || converted === "DECIMAL") {
    const places = element.scale ?? 0;
    return (stored) => decimalText(wholeOf(stored), places);
  }
  if (logical?.type === "DATE" || converted === "DATE") return (stored) => dayText(wholeOf(stored));
  if (logical?.type === "TIME" || converted === "TIME_MICROS") return (stored) => clockText(wholeOf(stored));
  if (logical?.type === "TIMESTAMP") {
    const zone = logical.isAdjustedToUTC ? "+00" : "";
    return (stored) => momentText(wholeOf(stored), zone);
  }
  if (isUnsigned(element)) return (stored) => String(unsignedOf(stored));
  return String;
}

/** Whether values of a column are put in order by their size; all others are by their text. */
export function isMeasure({
  type,
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): boolean {
  return type !== "BYTE_ARRAY" && type !== "BOOLEAN" && logical?.type !== "STRING" && converted !== "UTF8";
}

/** Whether a column's whole numbers are all positive, and so are stored with one bit more. */
export function isUnsigned({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  return logical?.type === "INTEGER" ? !logical.isSigned : converted?.startsWith("UINT_") === true;
}

/** A whole number of an unsigned column. */
export function unsignedOf(stored: unknown): bigint {
  return BigInt.asUintN(typeof stored === "bigint" ? 64 : 32, wholeOf(stored));
}

/** A whole number as it is stored: of 32 bits, of 64, or of any length with the first byte first. */
export function wholeOf(stored: unknown): bigint {
  if (typeof stored === "bigint") return stored;
  if (typeof stored === "number") return BigInt(stored);
  if (!(stored instanceof Uint8Array)) return 0n;
  let value = 0n;
  for (const byte of stored) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(stored.length * 8, value);
}

function dayText(days: bigint): string {
  if (days === endlessDays) return "infinity";
  return days === -endlessDays ? "-infinity" : dateText(days);
}

function clockText(micros: bigint): string {
  const seconds = micros / 1_000_000n;
  const parts = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n];
  const rest = micros % 1_000_000n;
  const fraction = rest === 0n ? "" : `.${String(rest).padStart(6, "0").replace(/0+$/, "")}`;
  return parts.map((part) => String(part).padStart(2, "0")).join(":") + fraction;
}

function momentText(micros: bigint, zone: string): string {
  if (micros === endless) return "infinity";
  if (micros === -endless) return "-infinity";
  const days = floorDiv(micros, dayMicros);
  const date = dateText(days);
  const clock = clockText(micros - days * dayMicros);
  // The era stands behind the time of day.
  return date.endsWith(" (BC)") ? `${date.slice(0, -5)} (BC) ${clock}${zone}` : `${date} ${clock}${zone}`;
}
