import { exactDecimalWidth, typeName } from "../sandbox/cellType.ts";
import type { PinnedSchema } from "../sandbox/pinnedSchema.ts";
import type { DuckType } from "../table/duckType.ts";
import { propertyName } from "./relationTypes.ts";

/** Lines before the first column's. */
const head = 3;

/**
 * A module that compiles only if what `module` exports by default has the columns of a pinned schema: a line for each of
 * them, and one for columns beside them. `made` is the module of madeTypes; both as an import names them.
 */
export function pinCheckModule(schema: PinnedSchema, module: string, made: string): string {
  const lines = [
    `import type { Beside, ColumnOf, RowOf } from ${JSON.stringify(made)};`,
    `import type exported from ${JSON.stringify(module)};`,
    "type Row = RowOf<typeof exported>;",
    ...schema.map(
      ({ name, type }, at) =>
        `export const c${at}: ${acceptedType(type)} | null | undefined = null! as ColumnOf<Row, ${JSON.stringify(name)}>;`,
    ),
    `export const beside: never = null! as Beside<Row, ${schema.map(({ name }) => JSON.stringify(name)).join(" | ")}>;`,
  ];
  return `${lines.join("\n")}\n`;
}

/** What the compiler's finding in such a module says about the schema; `line` counts from 0. Null where it says nothing. */
export function pinProblem(schema: PinnedSchema, line: number, message: string): string | null {
  const found = /^Type '(.*?)' is not assignable to type '/s.exec(message)?.[1] ?? null;
  if (found === null) return null;
  const column = schema[line - head];
  if (column) {
    if (found.includes("missing: "))
      return `The pinned schema has a column "${column.name}", which these rows lack.`;
    return `Column "${column.name}" is pinned as ${typeName(column.type)}, and these rows have ${found} there.`;
  }
  return line === head + schema.length
    ? `These rows have a column that is not in the pinned schema: ${found}.`
    : null;
}

/** The TypeScript type of values that a pinned column takes; see lib/sandbox/fitValue.ts. */
function acceptedType(type: DuckType): string {
  switch (type.kind) {
    case "scalar":
      return scalarTypes.get(type.name) ?? "string";
    case "decimal":
      return type.width > exactDecimalWidth ? "number | bigint | string" : "number | bigint";
    case "enum":
      return type.values.length === 0 || type.values.length > 100
        ? "string"
        : type.values.map((value) => JSON.stringify(value)).join(" | ");
    case "list":
    case "array": {
      const of = `(${acceptedType(type.of)} | null | undefined)`;
      const numbers = /number/.test(of) ? " | ArrayBufferView" : "";
      return `Iterable<${of}>${numbers}`;
    }
    case "map":
      return `ReadonlyMap<${acceptedType(type.key)}, ${acceptedType(type.value)} | null | undefined>`;
    case "struct":
      return `{ ${type.fields.map(({ name, type: field }) => `${propertyName(name)}: ${acceptedType(field)} | null | undefined`).join("; ")} }`;
    case "union":
      return "any";
  }
}

const number = "number | bigint";
const scalarTypes: ReadonlyMap<string, string> = new Map([
  ...["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"].map((name) => [name, number] as const),
  ...["UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"].map((name) => [name, number] as const),
  ...["FLOAT", "DOUBLE"].map((name) => [name, number] as const),
  ...["DATE", "TIME", "TIMESTAMP_S", "TIMESTAMP_NS"].map((name) => [name, "DuckTime"] as const),
  ...["TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP WITH TIME ZONE"].map(
    (name) => [name, "DuckTime | Date"] as const,
  ),
  ["BOOLEAN", "boolean"],
  ["BLOB", "Uint8Array | ArrayBuffer | DataView"],
]);
