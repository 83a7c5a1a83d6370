import type { Column } from "../engine/protocol.ts";
import type { PinnedSchema } from "./pinnedSchema.ts";
import { Relation } from "./relation.ts";
import { isRecord } from "./rowForm.ts";
import { RowWriter, type WriteSink, type Written } from "./rowWriter.ts";
import { isBytes } from "./widenShape.ts";

/** Thrown where a default export is nothing that a relation could be made of. */
export class NoRows extends Error {
  override name = "NoRows";
}

/** Thrown where rows were made and not one of them can be kept. */
export class RowsRefused extends Error {
  override name = "RowsRefused";
  constructor(rows: number, first: string) {
    super(
      rows === 1
        ? `The one row cannot be kept. ${first}`
        : `None of the ${rows.toLocaleString("en")} rows can be kept. First: ${first}`,
    );
  }
}

/**
 * Writes what a cell exports by default as its relation: a relation, an Arrow table, anything iterable, or one value.
 * `onWritten` is told how many rows were handed on so far; rows that do not fit `schema`, where one is given, are rejected.
 */
export async function writeDefault(
  exported: unknown,
  sink: WriteSink,
  onWritten: (rows: number) => void,
  schema: PinnedSchema | null = null,
): Promise<Written> {
  const writer = new RowWriter(sink, schema);
  let row = 0;
  const add = async (value: unknown, ordinal: number) => {
    row++;
    const full = writer.add(value, ordinal);
    if (!full) return;
    await full;
    onWritten(row);
  };
  let source: readonly Column[] | null = null;
  if (exported instanceof Relation) {
    for await (const { rows, ordinals } of exported.numberedBatches()) {
      const full = writer.addAll(rows, ordinals);
      if (full) await full;
      row += rows.length;
      onWritten(row);
    }
    source = exported.isPassedOn ? exported.columns : null;
  } else {
    const value = await exported;
    const rows = rowsOf(value);
    if (Symbol.asyncIterator in rows) {
      for await (const item of rows) {
        if (Array.isArray(item) && item.length > 0 && item.every(isRecord)) {
          for (const inner of item) await add(inner, row + 1);
        } else await add(item, row + 1);
      }
    } else {
      for (const item of rows) {
        row++;
        const full = writer.add(item, row);
        if (full) await full;
      }
    }
  }
  const written = await writer.finish(source);
  onWritten(written.rows);
  return written;
}

function rowsOf(value: unknown): Iterable<unknown> | AsyncIterable<unknown> {
  if (value === undefined || value === null) {
    throw new NoRows(`The default export is ${value}, so there is no relation to make.`);
  }
  if (typeof value === "function")
    throw new NoRows("The default export is a function; a relation is made of data.");
  if (typeof value === "symbol")
    throw new NoRows("The default export is a symbol; a relation is made of data.");
  if (typeof value !== "object") return [value];
  if (isArrowTable(value)) return arrowRows(value);
  if (isBytes(value)) return [value];
  if (value instanceof Map)
    return Array.from(value, ([key, item]: [unknown, unknown]) => ({ key, value: item }));
  if (isIterable(value) || isAsyncIterable(value)) return value;
  return [value];
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}

interface ArrowTable extends Iterable<{ toJSON(): unknown }> {
  schema: { fields: unknown[] };
}

/** Known by its looks: a table made with another copy of Arrow is one too. */
function isArrowTable(value: object): value is ArrowTable {
  if (!("schema" in value) || !("batches" in value) || !isIterable(value)) return false;
  const { schema } = value;
  return typeof schema === "object" && schema !== null && "fields" in schema;
}

function* arrowRows(table: ArrowTable): Generator<unknown> {
  for (const row of table) yield row.toJSON();
}
