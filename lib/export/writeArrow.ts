import { RecordBatchFileWriter } from "apache-arrow";
import type { ExportWriter } from "./exportWriters.ts";
import { recordBatches } from "./textColumns.ts";

/** An Arrow IPC file (ARROW1 … footer … ARROW1), batch by batch. */
export const writeArrow: ExportWriter = async function* (stream, _columns, { onRows }) {
  const writer = new RecordBatchFileWriter();
  const bytes = writer[Symbol.asyncIterator]();
  let rowsDone = 0;
  let pending: Promise<IteratorResult<Uint8Array>> | null = null;
  for await (const batch of recordBatches(stream)) {
    writer.write(batch);
    rowsDone += batch.numRows;
    onRows?.(rowsDone);
    pending ??= bytes.next();
    const { value, done } = await pending;
    pending = null;
    if (!done && value) yield value;
  }
  writer.close();
  for (;;) {
    const { value, done } = await (pending ?? bytes.next());
    pending = null;
    if (done) return;
    yield value;
  }
};
