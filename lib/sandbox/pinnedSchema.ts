import type { Column, Outcome } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { type DuckType, parseDuckType } from "../table/duckType.ts";
import { typeName } from "./cellType.ts";

/** The columns that a TypeScript cell promises to make, in order. */
export type PinnedSchema = readonly { name: string; type: DuckType }[];

/** Other names that DuckDB knows its types by. */
const aliases: Readonly<Record<string, string>> = {
  BOOL: "BOOLEAN",
  LOGICAL: "BOOLEAN",
  INT1: "TINYINT",
  INT2: "SMALLINT",
  SHORT: "SMALLINT",
  INT: "INTEGER",
  INT4: "INTEGER",
  SIGNED: "INTEGER",
  INT8: "BIGINT",
  LONG: "BIGINT",
  REAL: "FLOAT",
  FLOAT4: "FLOAT",
  FLOAT8: "DOUBLE",
  "DOUBLE PRECISION": "DOUBLE",
  TEXT: "VARCHAR",
  STRING: "VARCHAR",
  CHAR: "VARCHAR",
  BPCHAR: "VARCHAR",
  BYTEA: "BLOB",
  BINARY: "BLOB",
  VARBINARY: "BLOB",
  DATETIME: "TIMESTAMP",
  TIMESTAMPTZ: "TIMESTAMP WITH TIME ZONE",
};

const scalars: ReadonlySet<string> = new Set([
  ..."BOOLEAN TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT".split(
    " ",
  ),
  ..."FLOAT DOUBLE VARCHAR BLOB UUID INTERVAL BIT DATE TIME".split(" "),
  ..."TIMESTAMP TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS".split(" "),
  "TIMESTAMP WITH TIME ZONE",
]);

/** Reads `id BIGINT, "unit price" DECIMAL(10,2)`; an error in words for what is none. */
export function parsePinnedSchema(text: string): Outcome<PinnedSchema> {
  const refuse = (message: string): Outcome<PinnedSchema> => ({
    ok: false,
    error: {
      code: "sql",
      message: `The pinned schema cannot be used: ${message}`,
      hint: "Write it as name and type of each column, id BIGINT, day DATE, or unpin it in the cell's menu.",
    },
  });
  if (text.trim() === "") return refuse("it names no column.");
  let type: DuckType;
  try {
    type = parseDuckType(`STRUCT(${text})`);
  } catch {
    return refuse(`"${text}" is no list of columns.`);
  }
  if (type.kind !== "struct") return refuse(`"${text}" is no list of columns.`);
  const seen = new Set<string>();
  const columns: { name: string; type: DuckType }[] = [];
  for (const field of type.fields) {
    const key = field.name.toLowerCase();
    if (field.name === "") return refuse("a column needs a name.");
    if (seen.has(key)) return refuse(`it names the column "${field.name}" twice.`);
    seen.add(key);
    const known = knownType(field.type);
    if (typeof known === "string")
      return refuse(`column "${field.name}" is of the type ${known}, which cannot be pinned.`);
    columns.push({ name: field.name, type: known });
  }
  return { ok: true, value: columns };
}

/** The type under DuckDB's own name for it, or the name of one that cannot be pinned. */
function knownType(type: DuckType): DuckType | string {
  switch (type.kind) {
    case "scalar": {
      if (type.name === "DECIMAL" || type.name === "NUMERIC") return { kind: "decimal", width: 18, scale: 3 };
      const name = aliases[type.name] ?? type.name;
      return scalars.has(name) ? { kind: "scalar", name } : type.name;
    }
    case "decimal":
      return type.width >= 1 && type.width <= 38 && type.scale <= type.width
        ? type
        : `DECIMAL(${type.width},${type.scale})`;
    case "enum":
      return type;
    case "list":
    case "array": {
      const of = knownType(type.of);
      return typeof of === "string" ? of : { ...type, of };
    }
    case "struct": {
      const fields: { name: string; type: DuckType }[] = [];
      for (const field of type.fields) {
        const known = knownType(field.type);
        if (typeof known === "string") return known;
        fields.push({ name: field.name, type: known });
      }
      return { kind: "struct", fields };
    }
    case "map": {
      const key = knownType(type.key);
      if (typeof key === "string") return key;
      const value = knownType(type.value);
      return typeof value === "string" ? value : { kind: "map", key, value };
    }
    case "union":
      return "UNION";
  }
}

/** The schema as the engine says columns. */
export function pinnedColumns(schema: PinnedSchema): Column[] {
  return schema.map(({ name, type }) => ({ name, type: typeName(type) }));
}

/** A result's columns as the text of a pinned schema; null where one of its types cannot be pinned. */
export function printPinnedSchema(columns: readonly Column[]): string | null {
  const text = columns
    .map(({ name, type }) => `${isPlain(name) ? name : quoteIdentifier(name)} ${type}`)
    .join(", ");
  return parsePinnedSchema(text).ok ? text : null;
}

function isPlain(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}
