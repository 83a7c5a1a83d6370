import { quoteIdentifier } from "../sql/quote.ts";
import { type DuckType, parseDuckType } from "../table/duckType.ts";
import { typeText } from "../table/typeText.ts";
import type { DuckTimeType } from "./duckTime.ts";

/** How a cell sees values of a DuckDB type. `carrier` is the type that Arrow carries exactly; null where it is the type itself. */
export interface CellType {
  decode: Decode;
  carrier: string | null;
}

/** The way from Arrow's buffers to a JavaScript value. */
export type Decode =
  | { as: "boolean" | "number" | "bigint" | "text" | "bytes" | "hugeint" | "textToBigint" }
  | { as: "decimal"; scale: number; exact: "number" | "text" }
  | { as: "time"; type: DuckTimeType }
  | { as: "list"; of: Decode; size: number | null }
  | { as: "struct"; fields: { name: string; decode: Decode }[] }
  | { as: "map"; key: Decode; value: Decode }
  | { as: "union"; members: Decode[] };

const numbers = new Set([
  "TINYINT",
  "SMALLINT",
  "INTEGER",
  "UTINYINT",
  "USMALLINT",
  "UINTEGER",
  "FLOAT",
  "DOUBLE",
]);
const times: ReadonlyMap<string, DuckTimeType> = new Map(
  (
    [
      "DATE",
      "TIME",
      "TIMESTAMP",
      "TIMESTAMP_S",
      "TIMESTAMP_MS",
      "TIMESTAMP_NS",
      "TIMESTAMP WITH TIME ZONE",
    ] as const
  ).map((type) => [type, type]),
);

/** Decimals up to this width are numbers: every digit survives a double. */
export const exactDecimalWidth = 15;

/** How a cell sees a type by its DuckDB name; text, as DuckDB prints it, for types this version does not know. */
export function cellType(typeName: string): CellType {
  try {
    return ofType(parseDuckType(typeName));
  } catch {
    // Structs without field names and types of extensions: their text is exact.
    return asText;
  }
}

const asText: CellType = { decode: { as: "text" }, carrier: "VARCHAR" };

function ofType(type: DuckType): CellType {
  switch (type.kind) {
    case "scalar":
      return ofScalar(type.name);
    case "decimal": {
      const exact = type.width <= exactDecimalWidth ? "number" : "text";
      return { decode: { as: "decimal", scale: type.scale, exact }, carrier: null };
    }
    case "enum":
      // Dictionaries would have to be kept across batches; the names are short.
      return asText;
    case "list":
    case "array": {
      const of = ofType(type.of);
      const size = type.kind === "array" ? type.size : null;
      const suffix = size === null ? "[]" : `[${size}]`;
      return {
        decode: { as: "list", of: of.decode, size },
        carrier: of.carrier === null ? null : of.carrier + suffix,
      };
    }
    case "struct": {
      const fields = type.fields.map(({ name, type: field }) => ({ name, type: field, cell: ofType(field) }));
      return {
        decode: { as: "struct", fields: fields.map(({ name, cell }) => ({ name, decode: cell.decode })) },
        carrier: carrierOf("STRUCT", fields),
      };
    }
    case "map": {
      const [key, value] = [ofType(type.key), ofType(type.value)];
      const isItself = key.carrier === null && value.carrier === null;
      return {
        decode: { as: "map", key: key.decode, value: value.decode },
        carrier: isItself
          ? null
          : `MAP(${key.carrier ?? typeName(type.key)}, ${value.carrier ?? typeName(type.value)})`,
      };
    }
    case "union": {
      const members = type.members.map(({ name, type: member }) => ({
        name,
        type: member,
        cell: ofType(member),
      }));
      return {
        decode: { as: "union", members: members.map(({ cell }) => cell.decode) },
        carrier: carrierOf("UNION", members),
      };
    }
  }
}

function ofScalar(name: string): CellType {
  if (numbers.has(name)) return { decode: { as: "number" }, carrier: null };
  const time = times.get(name);
  if (time) return { decode: { as: "time", type: time }, carrier: null };
  switch (name) {
    case "BOOLEAN":
      return { decode: { as: "boolean" }, carrier: null };
    case "BIGINT":
    case "UBIGINT":
      return { decode: { as: "bigint" }, carrier: null };
    case "HUGEINT":
      return { decode: { as: "hugeint" }, carrier: null };
    case "UHUGEINT":
    case "BIGNUM":
      return { decode: { as: "textToBigint" }, carrier: "VARCHAR" };
    case "VARCHAR":
      return { decode: { as: "text" }, carrier: null };
    case "BLOB":
      return { decode: { as: "bytes" }, carrier: null };
    default:
      return asText;
  }
}

function carrierOf(
  kind: "STRUCT" | "UNION",
  parts: { name: string; type: DuckType; cell: CellType }[],
): string | null {
  if (parts.every(({ cell }) => cell.carrier === null)) return null;
  const inside = parts.map(
    ({ name, type, cell }) => `${quoteIdentifier(name)} ${cell.carrier ?? typeName(type)}`,
  );
  return `${kind}(${inside.join(", ")})`;
}

/** The type as DuckDB reads it; throws for a scalar that is not a plain word. */
export function typeName(type: DuckType): string {
  return typeText(type, (name) => {
    if (!/^[A-Z_][A-Z0-9_]*( [A-Z]+)*$/.test(name)) throw new Error(`Not a DuckDB type: ${name}`);
    return name;
  });
}
