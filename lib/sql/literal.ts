import type { BoundValue } from "../engine/protocol.ts";
import { quoteLiteral } from "./quote.ts";

/** Thrown for a value that no SQL literal can stand for; the message says which and what to do. */
export class LiteralError extends Error {
  override name = "LiteralError";
}

/**
 * A value as an exact typed SQL literal, to be placed anywhere an expression may stand.
 * `type` is a DuckDB type to cast to, e.g. `DATE`; dates are TIMESTAMP in UTC unless it says otherwise.
 * Throws LiteralError for integers beyond HUGEINT and UHUGEINT, for invalid dates and for lone surrogates.
 */
export function sqlLiteral(value: BoundValue, type?: string): string {
  const literal = plainLiteral(value);
  return type === undefined ? literal : `CAST(${literal} AS ${type})`;
}

function plainLiteral(value: BoundValue): string {
  if (value === null) return "NULL";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "number") return numberLiteral(value);
  if (typeof value === "bigint") return bigintLiteral(value);
  if (typeof value === "string") return textLiteral(value);
  if (value instanceof Uint8Array) return blobLiteral(value);
  if (value instanceof Date) return dateLiteral(value);
  return `[${value.map(plainLiteral).join(", ")}]`;
}

function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return "'NaN'::DOUBLE";
  if (!Number.isFinite(value)) return value > 0 ? "'Infinity'::DOUBLE" : "'-Infinity'::DOUBLE";
  if (Object.is(value, -0)) return "'-0'::DOUBLE";
  // Whole numbers stay whole, so that `limit {{n}}` and `list[{{i}}]` work.
  if (Number.isSafeInteger(value)) return value < 0 ? `(${value})` : String(value);
  // Through text: a bare 1.1 would be a DECIMAL, and 1e308 must come back as the same double.
  return `'${value}'::DOUBLE`;
}

const hugeMax = 2n ** 127n - 1n;

function bigintLiteral(value: bigint): string {
  if (value > 2n ** 128n - 1n || value < -hugeMax - 1n)
    throw new LiteralError(
      `The whole number ${value} does not fit any DuckDB integer (HUGEINT holds 128 bits). Pass it as text instead.`,
    );
  if (value > hugeMax) return `'${value}'::UHUGEINT`;
  if (value > 2n ** 63n - 1n || value < -(2n ** 63n)) return `'${value}'::HUGEINT`;
  return `'${value}'::BIGINT`;
}

function textLiteral(value: string): string {
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value))
    throw new LiteralError("The text holds half a character (a lone surrogate), which UTF-8 cannot hold.");
  return quoteLiteral(value);
}

function blobLiteral(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return `from_hex('${hex}')`;
}

function dateLiteral(value: Date): string {
  const ms = value.getTime();
  if (Number.isNaN(ms))
    throw new LiteralError("The date is not a valid date. Pass null where there is none.");
  return `make_timestamp(${BigInt(ms) * 1000n})`;
}
