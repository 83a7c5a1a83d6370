import { type DuckType, parseDuckType } from "../../lib/table/duckType.ts";
import { longestCounted } from "./longestTexts.ts";

const numbers = new Set(
  `TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT
  FLOAT DOUBLE BIGNUM`.split(/\s+/),
);

/** Whether values of a DuckDB type stand at the right, as numbers do. */
export function isNumber(type: string): boolean {
  const parsed = parsedType(type);
  return parsed?.kind === "decimal" || (parsed?.kind === "scalar" && numbers.has(parsed.name));
}

/** The type as a header shows it: nested and enum types without their insides. */
export function shortType(type: string): string {
  const parsed = parsedType(type);
  return parsed ? shorten(parsed) : type;
}

/** Numbers and times stand whole; text and nested values, so many characters long, may be cut to fit more columns. */
export function minWidthPx(type: string, characters: number): number {
  const parsed = parsedType(type);
  const whole = parsed?.kind === "decimal" || (parsed?.kind === "scalar" && !cuttable.has(parsed.name));
  return Math.min(characters, whole ? longestCounted : cutAt) * characterPx + 2 * paddingPx;
}

const cuttable = new Set(["VARCHAR", "BLOB", "BIT", "JSON", "BIGNUM"]);
const cutAt = 24;
// Of the monospaced face at 13 px, a little more than most have.
const characterPx = 8;
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

function parsedType(type: string): DuckType | null {
  try {
    return parseDuckType(type);
  } catch {
    // A type that a later DuckDB brings is shown as it is named.
    return null;
  }
}
