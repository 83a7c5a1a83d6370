import type { RecordBatch } from "apache-arrow";
import { textColumn } from "../export/textColumns.ts";
import { batchesOf, messagesOf, partOfBatch, rowsInMessage, schemaMessage } from "./batchMessages.ts";

/** Values of the folders that rows go to, as text; null is NULL. */
export type PartitionValues = readonly (string | null)[];

export interface FileBounds {
  maxRows: number | null;
  /** Asked before each batch: whether the file is to end here. */
  isFull(): boolean;
}

/** Rows that were read and not handed out: a message as it came, or a batch of which a part is left. */
type Waiting = { message: Uint8Array; rows: number } | { batch: RecordBatch; from: number };

/**
 * The messages of one Arrow IPC stream as those of one stream a file, one file after the other, with a batch in memory.
 * The last `keys` columns are text and tell the folder: they are taken out, and rows of the same ones must follow each
 * other. Batches that are not cut pass as they came where nothing is taken out.
 */
export class CutMessages {
  /** Of the next file: its folder; null once there are no rows left. */
  partition: PartitionValues | null = null;
  /** Rows of the file that was handed out last, so far. */
  rowsInFile = 0;
  private waiting: Waiting | null = null;
  private readonly batches: RecordBatch[] = [];

  private constructor(
    private readonly messages: AsyncIterator<Uint8Array>,
    private readonly schema: Uint8Array,
    private readonly cutSchema: Uint8Array,
    private readonly columns: number,
    private readonly keys: number,
  ) {}

  /** `columns` are those that stay. */
  static async open(stream: AsyncIterable<Uint8Array>, columns: number, keys: number): Promise<CutMessages> {
    const messages = stream[Symbol.asyncIterator]();
    const first = await messages.next();
    const schema: Uint8Array = first.done ? new Uint8Array(0) : first.value;
    const cut = new CutMessages(
      messages,
      schema,
      keys === 0 ? schema : schemaMessage(schema, columns),
      columns,
      keys,
    );
    await cut.look();
    return cut;
  }

  get isOver(): boolean {
    return this.waiting === null;
  }

  /** The messages of the next file; rows of its folder, until one of the bounds. All of them are to be read. */
  async *nextFile({ maxRows, isFull }: FileBounds): AsyncGenerator<Uint8Array> {
    this.rowsInFile = 0;
    yield this.cutSchema;
    const folder = this.partition;
    let left = maxRows ?? Number.POSITIVE_INFINITY;
    for (let isFirst = true; this.waiting && left > 0; isFirst = false) {
      if (!isFirst && (isFull() || !isSame(folder, this.partition))) return;
      const { waiting } = this;
      if ("message" in waiting && waiting.rows <= left) {
        left -= waiting.rows;
        this.rowsInFile += waiting.rows;
        this.waiting = null;
        yield waiting.message;
      } else {
        const { batch, from } = "batch" in waiting ? waiting : this.opened(waiting.message);
        const to = Math.min(this.endOfFolder(batch, from), from + left);
        left -= to - from;
        this.rowsInFile += to - from;
        this.waiting = to < batch.numRows ? { batch, from: to } : null;
        if (this.waiting && this.keys > 0) this.partition = this.folderOf(batch, to);
        yield messagesOf(partOfBatch(batch, from, to, this.columns)).rows;
      }
      if (!this.waiting) await this.look();
    }
  }

  /** Stops what makes the rows. */
  async close(): Promise<void> {
    await this.messages.return?.();
  }

  private opened(message: Uint8Array): { batch: RecordBatch; from: number } {
    const [first, ...others] = batchesOf(this.schema, message).filter(({ numRows }) => numRows > 0);
    if (!first) throw new Error("A message of rows has none.");
    this.batches.push(...others);
    return { batch: first, from: 0 };
  }

  /** Reads on until there are rows. */
  private async look(): Promise<void> {
    const held = this.batches.shift();
    if (held) return this.wait({ batch: held, from: 0 });
    for (;;) {
      const { value, done } = await this.messages.next();
      if (done) {
        this.partition = null;
        return;
      }
      const rows = rowsInMessage(value);
      if (rows > 0) return this.wait(this.keys > 0 ? this.opened(value) : { message: value, rows });
    }
  }

  private wait(waiting: Waiting): void {
    this.waiting = waiting;
    this.partition = "batch" in waiting && this.keys > 0 ? this.folderOf(waiting.batch, waiting.from) : [];
  }

  private folderOf(batch: RecordBatch, row: number): PartitionValues {
    return Array.from({ length: this.keys }, (_, key) => {
      const column = textColumn(batch.getChildAt(this.columns + key));
      if (!column || column.isNull(row)) return null;
      return decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]));
    });
  }

  /** The first row behind `from` that belongs to another folder, or the end. Rows come sorted, so halving finds it. */
  private endOfFolder(batch: RecordBatch, from: number): number {
    if (this.keys === 0) return batch.numRows;
    const folder = this.folderOf(batch, from);
    let [same, other] = [from, batch.numRows];
    while (other - same > 1) {
      const middle = (same + other) >> 1;
      if (isSame(folder, this.folderOf(batch, middle))) same = middle;
      else other = middle;
    }
    return other;
  }
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function isSame(one: PartitionValues | null, other: PartitionValues | null): boolean {
  return one?.length === other?.length && (one ?? []).every((value, at) => value === other?.[at]);
}
