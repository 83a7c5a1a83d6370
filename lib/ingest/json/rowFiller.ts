import { Schema } from "apache-arrow";
import { batchOf, ipcOf } from "../arrow/ipcOf.ts";
import { rejectedText } from "../rejectedText.ts";
import { rowGroupRows } from "../rowGroupRows.ts";
import type { Reject } from "../types.ts";
import { JsonColumn } from "./jsonColumn.ts";
import { Malformed } from "./jsonCursor.ts";
import { Misfit } from "./jsonFiller.ts";
import type { RowPlan } from "./jsonPlan.ts";
import { LineFiller } from "./lineFiller.ts";
import type { JsonRecord, RecordSplitter } from "./recordSplitter.ts";

/** The rows of one batch after the other, and the records that are none. */
export class RowFiller {
  count = 0;
  readonly schema: Schema;
  readonly rejects: Reject[] = [];
  private readonly root: JsonColumn;
  private readonly filler = new LineFiller();

  constructor(
    private readonly plan: RowPlan,
    private readonly splitter: RecordSplitter,
  ) {
    this.root = new JsonColumn("", "row", { kind: "struct", fields: plan.columns });
    this.schema = new Schema(this.root.children.map((child) => child.field));
  }

  /** Adds a record as a row or as a reject; false where it does not fit the plan. */
  add(record: JsonRecord): boolean {
    if (record.problem !== null) {
      this.reject(record, record.from, record.problem);
      return true;
    }
    try {
      this.filler.set(this.splitter.buffer, record.from, record.to);
      this.fill(this.count);
      this.filler.expectEnd();
      this.count++;
      return true;
    } catch (problem) {
      return this.settle(problem, record);
    }
  }

  /**
   * Adds the next records of the splitter's buffer, as far as they are objects of a line each, until the row group or
   * `mostBytes` are full; answers the record that does not fit the plan, null where there is none.
   */
  addLines(mostBytes: number): JsonRecord | null {
    const { splitter, filler, root } = this;
    const { buffer } = splitter;
    if (!this.plan.byKey) return null;
    const linesEnd = filler.setLines(splitter);
    const to = Math.min(linesEnd, splitter.lineStart + mostBytes);
    for (let from = splitter.lineStart; from < to && this.count < rowGroupRows; from = splitter.lineStart) {
      if (buffer[from] !== 123 || buffer[from + 1] !== 34) break;
      try {
        root.begin(this.count);
        root.valid[this.count] = 1;
        splitter.passLine(filler.fillLine(root, this.count, from));
        this.count++;
      } catch (problem) {
        const record = splitter.next(false);
        if (record && !this.settle(problem, record)) return record;
      }
    }
    return null;
  }

  /** What became of a record that could not be added: true for a reject, false for one that does not fit the plan. */
  private settle(problem: unknown, record: JsonRecord): boolean {
    this.root.truncate(this.count);
    if (problem instanceof Misfit) return !this.isJson(record);
    if (!(problem instanceof Malformed)) throw problem;
    this.reject(record, problem.at, problem.message);
    return true;
  }

  /** The rows so far as one IPC stream; the next ones begin anew. */
  take(): { ipc: Uint8Array; rows: number } {
    const rows = this.count;
    const data = this.root.children.map((child) => child.data(rows));
    const ipc = ipcOf(this.schema, [batchOf(this.schema, data, rows)]);
    this.root.clear();
    this.count = 0;
    return { ipc, rows };
  }

  notes(): string[] {
    const notes: string[] = [];
    const repeats = repeatsIn(this.root);
    if (repeats > 0) notes.push(`keys that an object has twice, of which the last value is kept: ${repeats}`);
    const lone = this.filler.loneSurrogates;
    if (lone > 0) notes.push(`escapes of half a character, which became U+FFFD: ${lone}`);
    return notes;
  }

  private fill(row: number): void {
    const { root, filler, plan } = this;
    const first = filler.peek();
    root.begin(row);
    root.valid[row] = 1;
    const [only] = root.children;
    if (!plan.byKey && only) filler.fill(only, row);
    else if (first === 123) filler.fillStruct(root, row);
    // A record that is null is a row of NULLs.
    else if (first === 110) filler.skipWord();
    else {
      filler.skipValue();
      throw new Misfit("a record is no object");
    }
  }

  /** What does not fit may also not be JSON, further on: then it is a reject. */
  private isJson(record: JsonRecord): boolean {
    try {
      this.filler.set(this.splitter.buffer, record.from, record.to);
      this.filler.skipValue();
      this.filler.expectEnd();
      return true;
    } catch (problem) {
      if (!(problem instanceof Malformed)) throw problem;
      this.reject(record, problem.at, problem.message);
      return false;
    }
  }

  private reject(record: JsonRecord, at: number, reason: string): void {
    const { line, byte } = this.splitter.placeOf(at);
    const { buffer } = this.splitter;
    const { raw, cut } = rejectedText(buffer, record.from, record.to, this.rejects.length);
    this.rejects.push({ line, byte, column: null, raw: raw.trimEnd(), reason: reason + cut });
  }
}

function repeatsIn(column: JsonColumn): number {
  return column.children.reduce((sum, child) => sum + child.repeats + repeatsIn(child), 0);
}
