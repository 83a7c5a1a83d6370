import { type Data, makeData, RecordBatch, RecordBatchStreamWriter, type Schema, Struct } from "apache-arrow";

/** One record batch of columns, all `rows` long, in the order of the schema's fields. */
export function batchOf(schema: Schema, columns: readonly Data[], rows: number): RecordBatch {
  const type = new Struct(schema.fields);
  return new RecordBatch(schema, makeData({ type, length: rows, nullCount: 0, children: [...columns] }));
}

/** A complete Arrow IPC stream of these batches, which may be none. */
export function ipcOf(schema: Schema, batches: readonly RecordBatch[]): Uint8Array {
  const writer = new RecordBatchStreamWriter({ autoDestroy: false });
  writer.reset(undefined, schema);
  for (const batch of batches) writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}
