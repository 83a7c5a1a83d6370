import { Field, Schema, Utf8 } from "apache-arrow";
import { batchOf, ipcOf } from "../../arrow/ipcOf.ts";
import type { BatchSink } from "../../types.ts";
import { copyUnescaped } from "./copyUnescaped.ts";
import { hasEscapes, type RecordParser } from "./RecordParser.ts";
import { TextColumn } from "./TextColumn.ts";

const fullBytes = 8 << 20;

/** Rows of text on their way into a sink, a batch at a time. */
export class TextBatch {
  readonly schema: Schema;
  loaded = 0;
  /** Values written as two quotes and nothing between. */
  quotedEmpty = 0;
  private readonly columns: TextColumn[];
  private readonly capacity: number;
  private rows = 0;
  private bytes = 0;
  private isMade = false;

  constructor(
    names: readonly string[],
    private readonly sink: BatchSink,
  ) {
    this.schema = new Schema(names.map((name) => new Field(name, new Utf8(), true)));
    this.capacity = Math.max(1024, Math.min(61_440, Math.floor((4 << 20) / Math.max(1, names.length))));
    this.columns = names.map(() => new TextColumn(this.capacity));
  }

  get isFull(): boolean {
    return this.rows >= this.capacity || this.bytes >= fullBytes;
  }

  /** Appends the record that `parser` parsed last, without field `without` (-1: none); missing fields become NULL. */
  append(parser: RecordParser, source: Uint8Array, without = -1): void {
    const { columns } = this;
    const { starts, ends, flags } = parser;
    let index = 0;
    for (const column of columns) {
      if (index === without) index++;
      if (index >= parser.count) {
        column.appendNull();
        continue;
      }
      const start = starts[index] ?? 0;
      const end = ends[index] ?? 0;
      const flag = flags[index] ?? 0;
      if (start === end) {
        if (flag !== 0) this.quotedEmpty++;
        column.appendNull();
      } else if ((flag & hasEscapes) === 0) column.append(source, start, end);
      else {
        column.reserve(end - start);
        column.close(copyUnescaped(source, start, end, flag, parser.dialect, column.data, column.size));
      }
      this.bytes += end - start;
      index++;
    }
    this.rows++;
    this.loaded++;
  }

  /** Appends nothing but NULL. */
  appendNulls(): void {
    for (const column of this.columns) column.appendNull();
    this.rows++;
    this.loaded++;
  }

  /** Gives the rows so far to the sink; an empty table too, if it is the first time. */
  async flush(isLast: boolean): Promise<void> {
    if (this.rows === 0 && !(isLast && !this.isMade)) return;
    const { rows } = this;
    const data = this.columns.map((column) => column.take());
    this.rows = 0;
    this.bytes = 0;
    this.isMade = true;
    await this.sink.append(ipcOf(this.schema, rows === 0 ? [] : [batchOf(this.schema, data, rows)]));
  }
}
