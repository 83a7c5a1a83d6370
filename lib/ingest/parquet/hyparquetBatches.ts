import { type Data, Schema } from "apache-arrow";
import { parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { dataOf } from "../arrow/dataOf.ts";
import { batchOf, ipcOf } from "../arrow/ipcOf.ts";
import { damaged, type ParquetFooter } from "./parquetFooter.ts";
import { rawSchema, valueTypeOf } from "./valueTypes.ts";

/** The Arrow schema that `hyparquetBatch` makes. */
export function hyparquetSchema({ metadata }: ParquetFooter): Schema {
  return new Schema(parquetSchema(metadata).children.map((node) => valueTypeOf(node).field));
}

/** The named columns of one row group (all without names) as a complete IPC stream, decoded in plain JavaScript: slower, and right about what arrow-rs refuses. */
export async function hyparquetBatch(
  footer: ParquetFooter,
  group: number,
  names: readonly string[] | null = null,
): Promise<Uint8Array> {
  const columns = await rawColumns(footer, group, names === null ? undefined : [...names]);
  const all = parquetSchema(footer.metadata).children;
  const nodes = names === null ? all : all.filter(({ element }) => names.includes(element.name));
  const types = nodes.map((node) => valueTypeOf(node));
  const rows = footer.groupRows[group] ?? 0;
  const data: Data[] = types.map((type, index) => {
    const name = nodes[index]?.element.name ?? "";
    const values = (columns.get(name) ?? []).map(type.value);
    if (values.length !== rows) {
      throw damaged(`column ${name} has ${values.length} values in a row group of ${rows} rows`);
    }
    return dataOf(type.field.type, values);
  });
  const schema = new Schema(types.map((type) => type.field));
  return ipcOf(schema, [batchOf(schema, data, rows)]);
}

/** Values of a row group as they are stored, by top-level column; INT96 as nanoseconds since 1970. */
export async function rawColumns(
  { buffer, metadata, groupRows }: ParquetFooter,
  group: number,
  columns: string[] | undefined,
): Promise<Map<string, unknown[]>> {
  const rowStart = groupRows.slice(0, group).reduce((sum, rows) => sum + rows, 0);
  const found = new Map<string, unknown[]>();
  await parquetRead({
    file: buffer,
    metadata: { ...metadata, schema: rawSchema(metadata.schema) },
    columns,
    rowStart,
    rowEnd: rowStart + (groupRows[group] ?? 0),
    compressors,
    utf8: false,
    geoparquet: false,
    parsers: { timestampFromNanoseconds: (nanoseconds) => nanoseconds },
    onChunk: ({ columnName, columnData, rowStart: at }) => {
      const values = found.get(columnName) ?? [];
      for (let row = 0; row < columnData.length; row++) values[at - rowStart + row] = columnData[row];
      found.set(columnName, values);
    },
  });
  return found;
}
