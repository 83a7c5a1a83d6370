import {
  MessageHeader,
  MessageReader,
  makeData,
  RecordBatch,
  RecordBatchReader,
  RecordBatchStreamWriter,
  Schema,
  Struct,
} from "apache-arrow";
import { sliceData } from "./sliceData.ts";

const endMarkBytes = 8;

/** How many rows the batches in a piece of an Arrow IPC stream have; nothing of their values is read. */
export function rowsInMessage(message: Uint8Array): number {
  let rows = 0;
  const reader = new MessageReader(message);
  for (const found of reader) {
    if (found.headerType === MessageHeader.RecordBatch)
      rows += Number((found.header() as { length: number }).length);
    reader.readMessageBody(Number(found.bodyLength));
  }
  return rows;
}

/** The batches of a piece of a stream whose first message is `schema`. */
export function batchesOf(schema: Uint8Array, message: Uint8Array): RecordBatch[] {
  const all = new Uint8Array(schema.byteLength + message.byteLength);
  all.set(schema);
  all.set(message, schema.byteLength);
  return [...RecordBatchReader.from(all)];
}

/** Rows `from` to `to` of the first `columns` columns of a batch. */
export function partOfBatch(batch: RecordBatch, from: number, to: number, columns: number): RecordBatch {
  const fields = batch.schema.fields.slice(0, columns);
  const isWhole = from === 0 && to === batch.numRows;
  const children = batch.data.children
    .slice(0, columns)
    .map((child) => (isWhole ? child : sliceData(child, from, to)));
  const data = makeData({ type: new Struct(fields), length: to - from, nullCount: 0, children });
  return new RecordBatch(new Schema(fields, batch.schema.metadata), data);
}

/** A batch as two messages of a stream: its schema and its rows. */
export function messagesOf(batch: RecordBatch): { schema: Uint8Array; rows: Uint8Array } {
  const writer = new RecordBatchStreamWriter();
  writer.write(batch);
  writer.finish();
  const bytes = writer.toUint8Array(true);
  // A message is a mark of four bytes, the length of its description, that, and its body, which a schema has not.
  const schemaBytes = 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true);
  return {
    schema: bytes.subarray(0, schemaBytes),
    rows: bytes.subarray(schemaBytes, bytes.byteLength - endMarkBytes),
  };
}

/** The message of a schema's first `columns` columns. */
export function schemaMessage(schema: Uint8Array, columns: number): Uint8Array {
  const reader = RecordBatchReader.from(schema).open();
  const cut = new Schema(reader.schema.fields.slice(0, columns), reader.schema.metadata);
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, cut);
  writer.finish();
  const bytes = writer.toUint8Array(true);
  return bytes.subarray(0, bytes.byteLength - endMarkBytes);
}
