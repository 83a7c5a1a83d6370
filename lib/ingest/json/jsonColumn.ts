import {
  Bool,
  Data,
  type DataType,
  DateDay,
  Field,
  FixedSizeBinary,
  Float64,
  Int64,
  List,
  Struct,
  TimestampMicrosecond,
  TimestampNanosecond,
  Utf8,
} from "apache-arrow";
import type { JsonPlan } from "./jsonPlan.ts";
import { KeyMark } from "./keyMark.ts";

const encoder = new TextEncoder();

/** Kinds as numbers, which the filler can tell apart in one step. */
export const code = {
  boolean: 0,
  integer: 1,
  huge: 2,
  double: 3,
  text: 4,
  json: 5,
  date: 6,
  micros: 7,
  nanos: 8,
  struct: 9,
  list: 10,
} as const satisfies Record<JsonPlan["kind"], number>;

/** 32-bit words that a value of each kind takes in `words`. */
const wordsOf: Readonly<Partial<Record<JsonPlan["kind"], number>>> = {
  integer: 2,
  huge: 4,
  micros: 2,
  nanos: 2,
  date: 1,
};

/**
 * Values of one place of the records, in typed arrays. Rows are written in order; a row may be written again, which
 * replaces it, and a row that is passed over is NULL.
 */
export class JsonColumn {
  readonly kind: JsonPlan["kind"];
  readonly code: number;
  /** For times: whether their text has a zone. */
  readonly zoned: boolean;
  /** Whether rows are of different lengths, so that `ends` tells where each ends. */
  readonly isVariable: boolean;
  readonly field: Field;
  /** The key in the text, in quotes, as it is most often written. */
  readonly keyBytes: Uint8Array;
  readonly keyMark: KeyMark;
  readonly children: JsonColumn[];
  readonly indexOfKey: Map<string, number>;
  /** Rows written so far; later ones hold nothing. */
  count = 0;
  capacity = 0;
  /** How often a row was written again: its object has the key twice. */
  repeats = 0;
  valid = new Uint8Array(0);
  words = new Int32Array(0);
  floats = new Float64Array(0);
  flags = new Uint8Array(0);
  /** Where each row's text or items end; `ends[row]` is where row begins. */
  ends = new Int32Array(1);
  bytes = new Uint8Array(0);
  /** The same memory as `bytes`. */
  view = new DataView(this.bytes.buffer);
  /** For times: how long the last text was. */
  textLength = 0;

  constructor(
    readonly key: string,
    name: string,
    plan: JsonPlan,
  ) {
    this.kind = plan.kind;
    this.code = code[plan.kind];
    this.isVariable = plan.kind === "text" || plan.kind === "json" || plan.kind === "list";
    this.zoned = "zoned" in plan && plan.zoned;
    this.keyBytes = encoder.encode(JSON.stringify(key));
    this.keyMark = new KeyMark(encoder.encode(`${JSON.stringify(key)}:`));
    this.children =
      plan.kind === "struct"
        ? plan.fields.map((field) => new JsonColumn(field.key, field.name, field.plan))
        : plan.kind === "list"
          ? [new JsonColumn("item", "item", plan.item)]
          : [];
    this.indexOfKey = new Map(this.children.map((child, index) => [child.key, index]));
    this.field = new Field(name, arrowType(plan.kind, this.children), true, metadataOf(plan.kind));
  }

  /** Makes room for a row. */
  reach(row: number): void {
    if (row < this.capacity) return;
    const capacity = Math.max(1024, this.capacity * 2, row + 1);
    this.capacity = capacity;
    this.valid = grown(this.valid, new Uint8Array(capacity));
    if (this.kind === "double") this.floats = grown(this.floats, new Float64Array(capacity));
    else if (this.kind === "boolean") this.flags = grown(this.flags, new Uint8Array(capacity));
    else if (this.isVariable) this.ends = grown(this.ends, new Int32Array(capacity + 1));
    else this.words = grown(this.words, new Int32Array(capacity * (wordsOf[this.kind] ?? 0)));
  }

  /** Prepares `row` for being written: earlier rows that were passed over become NULL, what it held is forgotten. */
  begin(row: number): void {
    this.reach(row);
    if (this.count < row) this.padTo(row);
    else if (this.count > row) {
      this.repeats++;
      this.truncate(row);
    }
    this.count = row + 1;
  }

  padTo(row: number): void {
    this.reach(row);
    if (this.isVariable) this.ends.fill(this.ends[this.count] ?? 0, this.count + 1, row + 1);
    this.count = row;
  }

  /** Forgets rows from `row` on, in what is nested too. */
  truncate(row: number): void {
    if (this.count <= row) return;
    this.valid.fill(0, row, this.count);
    this.count = row;
    const inner = this.kind === "list" ? (this.ends[row] ?? 0) : row;
    for (const child of this.children) child.truncate(inner);
  }

  /** Makes room for `more` further bytes of text behind `at`. */
  reachBytes(at: number, more: number): void {
    if (this.bytes.length - at >= more) return;
    const next = new Uint8Array(Math.max(1 << 16, this.bytes.length * 2, at + more));
    next.set(this.bytes.subarray(0, at));
    this.bytes = next;
    this.view = new DataView(next.buffer);
  }

  /** The first `rows` rows as Arrow data, which shares this column's memory until the next write. */
  data(rows: number): Data {
    if (this.count < rows) this.padTo(rows);
    const { nulls, nullCount } = packed(this.valid, rows);
    const { type } = this.field;
    const make = (values?: Uint8Array | Int32Array | Float64Array | BigInt64Array, children?: Data[]) =>
      new Data(
        type,
        0,
        rows,
        nullCount,
        [this.isVariable ? this.ends.subarray(0, rows + 1) : undefined, values, nulls],
        children,
      );
    const used = this.isVariable ? (this.ends[rows] ?? 0) : rows;
    if (this.kind === "struct" || this.kind === "list") {
      return make(
        undefined,
        this.children.map((child) => child.data(used)),
      );
    }
    if (this.kind === "text" || this.kind === "json") return make(this.bytes.subarray(0, used));
    if (this.kind === "double") return make(this.floats.subarray(0, rows));
    if (this.kind === "boolean") return make(packed(this.flags, rows).bits);
    const { buffer, byteOffset } = this.words;
    if (this.kind === "date") return make(this.words.subarray(0, rows));
    if (this.kind === "huge") return make(new Uint8Array(buffer, byteOffset, rows * 16));
    return make(new BigInt64Array(buffer, byteOffset, rows));
  }

  /** Begins again with row 0, in the same memory. */
  clear(): void {
    this.valid.fill(0, 0, this.count);
    this.count = 0;
    for (const child of this.children) child.clear();
  }
}

function arrowType(kind: JsonPlan["kind"], children: readonly JsonColumn[]): DataType {
  const [item] = children;
  switch (kind) {
    case "boolean":
      return new Bool();
    case "integer":
      return new Int64();
    case "huge":
      return new FixedSizeBinary(16);
    case "double":
      return new Float64();
    case "date":
      return new DateDay();
    case "micros":
      return new TimestampMicrosecond();
    case "nanos":
      return new TimestampNanosecond();
    case "struct":
      return new Struct(children.map((child) => child.field));
    case "list":
      return item ? new List(item.field) : new Utf8();
    default:
      return new Utf8();
  }
}

function metadataOf(kind: JsonPlan["kind"]): Map<string, string> | undefined {
  if (kind !== "huge") return undefined;
  // How DuckDB says HUGEINT in Arrow.
  return new Map([
    ["ARROW:extension:name", "arrow.opaque"],
    ["ARROW:extension:metadata", JSON.stringify({ type_name: "hugeint", vendor_name: "DuckDB" })],
  ]);
}

function grown<T extends Uint8Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Bytes of 0 and 1 as bits. */
function packed(
  flags: Uint8Array,
  rows: number,
): { bits: Uint8Array; nulls: Uint8Array | undefined; nullCount: number } {
  const bits = new Uint8Array((rows + 7) >> 3);
  let ones = 0;
  for (let row = 0; row < rows; row++) {
    const flag = flags[row] ?? 0;
    ones += flag;
    bits[row >> 3] = (bits[row >> 3] ?? 0) | (flag << (row & 7));
  }
  return { bits, nulls: ones === rows ? undefined : bits, nullCount: rows - ones };
}
