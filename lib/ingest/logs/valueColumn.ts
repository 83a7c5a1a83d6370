import { iso } from "../json/isoTime.ts";
import { JsonColumn } from "../json/jsonColumn.ts";
import { isUtf8 } from "../json/jsonCursor.ts";
import { storeBigint } from "../json/jsonNumber.ts";
import type { JsonPlan } from "../json/jsonPlan.ts";
import type { LogColumn, ScalarLogType } from "./logFormat.ts";
import { TimeFormat } from "./timeFormat.ts";
import { unescapeInto } from "./unescapeInto.ts";
import { fact, factsOfAny, factsOfNumber, factsOfTime, numbers, planOfFacts, textOf } from "./valueFacts.ts";
import { booleanOf, writeInteger, writeNull } from "./writeValue.ts";

const encoder = new TextEncoder();
const dayMicros = 86_400_000_000;

/** Reads the values of one column: says what they are, and writes them to where they are kept. */
export class ValueColumn {
  /** What has been seen so far; widens. */
  bits = 0;
  /** Escaped values that would be no text, and so were kept as they are written. */
  keptEscapes = 0;
  /** Where values go, as planned when `plan` was last called. */
  target: JsonColumn;
  private plan: JsonPlan = { kind: "text" };
  private readonly type: ScalarLogType;
  private readonly listSeparator: number;
  private readonly listEmpty: Uint8Array | null;
  private readonly nulls: readonly Uint8Array[];
  private readonly empty: Uint8Array | null;
  private readonly formats: readonly TimeFormat[];
  private format = 0;

  constructor(
    readonly column: LogColumn,
    year: number | null,
  ) {
    const { type } = column;
    this.type = type.kind === "list" ? type.item : type;
    this.listSeparator = type.kind === "list" ? type.separator.charCodeAt(0) : -1;
    this.listEmpty = type.kind === "list" && type.empty !== null ? encoder.encode(type.empty) : null;
    this.nulls = column.nulls.map((text) => encoder.encode(text));
    this.empty = column.empty === undefined ? null : encoder.encode(column.empty);
    this.formats = this.type.kind === "time" ? this.type.formats.map((one) => new TimeFormat(one, year)) : [];
    this.target = this.planAs(column.name);
  }

  /** Makes a place for values, as what has been seen asks for. */
  planAs(name: string): JsonColumn {
    const item = scalarPlan(this.type, this.bits);
    this.plan = item;
    this.target = new JsonColumn(name, name, this.listSeparator < 0 ? item : { kind: "list", item });
    for (const format of this.formats) format.restart();
    this.format = 0;
    this.keptEscapes = 0;
    return this.target;
  }

  /** Whether times are kept as UTC because they name an offset. */
  get isZoned(): boolean {
    return "zoned" in this.plan && this.plan.zoned;
  }

  /** Whether times stay text because some name an offset and others do not. */
  get mixesZones(): boolean {
    return this.type.kind === "time" && this.plan.kind === "text" && this.bits !== 0;
  }

  /** What a value is; -1 where the column's type does not allow it. */
  factsOf(bytes: Uint8Array, from: number, to: number): number {
    if (this.isNull(bytes, from, to)) return 0;
    if (this.listSeparator < 0) return this.factsOfItem(bytes, from, to);
    if (this.listEmpty && equals(this.listEmpty, bytes, from, to)) return 0;
    let all = 0;
    for (let at = from; at <= to; ) {
      const end = itemEnd(bytes, at, to, this.listSeparator);
      const bits = this.isNull(bytes, at, end) ? 0 : this.factsOfItem(bytes, at, end);
      if (bits < 0) return -1;
      all |= bits;
      at = end + 1;
    }
    return all;
  }

  /** Writes a value to a row; false where it does not fit the plan or the type. The row must then be truncated. */
  write(row: number, bytes: Uint8Array, from: number, to: number, escaped: boolean): boolean {
    const { target } = this;
    if (from < 0 || this.isNull(bytes, from, to)) {
      writeNull(target, row);
      return true;
    }
    if (this.listSeparator < 0) return this.writeItem(target, row, bytes, from, to, escaped);
    const [item] = target.children;
    if (!item) return false;
    target.begin(row);
    target.valid[row] = 1;
    let count = target.ends[row] ?? 0;
    if (!(this.listEmpty && equals(this.listEmpty, bytes, from, to))) {
      for (let at = from; at <= to; count++) {
        const end = itemEnd(bytes, at, to, this.listSeparator);
        if (this.isNull(bytes, at, end)) writeNull(item, count);
        else if (!this.writeItem(item, count, bytes, at, end, escaped)) return false;
        at = end + 1;
      }
    }
    target.ends[row + 1] = count;
    return true;
  }

  private factsOfItem(bytes: Uint8Array, from: number, to: number): number {
    const { kind } = this.type;
    if (kind === "text") return fact.text;
    // Nothing written says nothing: NULL in a column of numbers, empty text in one of text.
    if (from === to) return 0;
    if (kind === "auto") return factsOfAny(bytes, from, to);
    if (kind === "time") {
      const time = this.parseTime(bytes, from, to);
      return time === "none" ? -1 : factsOfTime(time);
    }
    if (kind === "boolean") return booleanOf(bytes, from, to) < 0 ? -1 : fact.boolean;
    if (kind === "date") return factsOfAny(bytes, from, to) === fact.date ? fact.date : -1;
    const bits = factsOfNumber(bytes, from, to, false);
    if (bits === 0 || (kind === "integer" && (bits & fact.double) !== 0)) return -1;
    return bits & numbers;
  }

  private writeItem(
    into: JsonColumn,
    row: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    escaped: boolean,
  ): boolean {
    const { kind } = this.plan;
    if (kind === "text") return this.writeText(into, row, bytes, from, to, escaped);
    if (from === to) {
      writeNull(into, row);
      return true;
    }
    into.begin(row);
    into.valid[row] = 1;
    switch (kind) {
      case "integer":
        return writeInteger(into, row, bytes, from, to, this.type.kind === "auto");
      case "huge": {
        const bits = factsOfNumber(bytes, from, to, this.type.kind === "auto");
        if ((bits & (fact.integer | fact.huge)) === 0) return false;
        storeBigint(into.words, row * 4, BigInt(textOf(bytes, from, to)), 4);
        return true;
      }
      case "double": {
        const bits = factsOfNumber(bytes, from, to, this.type.kind === "auto");
        if (bits === 0 || (this.type.kind === "auto" && (bits & (fact.wide | fact.huge)) !== 0)) return false;
        into.floats[row] = Number(textOf(bytes, from, to));
        return true;
      }
      case "boolean": {
        const flag =
          this.type.kind === "auto" && factsOfAny(bytes, from, to) !== fact.boolean
            ? -1
            : booleanOf(bytes, from, to);
        into.flags[row] = flag;
        return flag >= 0;
      }
      case "date": {
        const isDate = factsOfAny(bytes, from, to) === fact.date;
        into.words[row] = iso.days;
        return isDate;
      }
      default:
        return this.writeTime(into, row, bytes, from, to);
    }
  }

  private writeTime(into: JsonColumn, row: number, bytes: Uint8Array, from: number, to: number): boolean {
    const time =
      this.type.kind === "auto" ? isoFormat.parse(bytes, from, to) : this.parseTime(bytes, from, to);
    if (time === "none" || (time === "zoned") !== into.zoned) return false;
    if (into.kind === "nanos") {
      const nanos = (BigInt(iso.days) * BigInt(dayMicros) + BigInt(iso.micros)) * 1000n + BigInt(iso.nanos);
      if (Math.abs(iso.days) > 106_000) return false;
      storeBigint(into.words, row * 2, nanos, 2);
      return true;
    }
    if (iso.nanos !== 0) return false;
    const micros = iso.days * dayMicros + iso.micros;
    if (Math.abs(micros) < 2 ** 53) {
      into.words[row * 2] = micros;
      into.words[row * 2 + 1] = Math.floor(micros / 4294967296);
    } else storeBigint(into.words, row * 2, BigInt(iso.days) * BigInt(dayMicros) + BigInt(iso.micros), 2);
    return true;
  }

  private parseTime(bytes: Uint8Array, from: number, to: number) {
    // Most files keep to one format, so the last that fitted is asked first.
    const first = this.formats[this.format]?.parse(bytes, from, to) ?? "none";
    if (first === "naive" || first === "zoned") return first;
    for (let index = 0; index < this.formats.length; index++) {
      const time = index === this.format ? "none" : (this.formats[index]?.parse(bytes, from, to) ?? "none");
      if (time === "naive" || time === "zoned") {
        this.format = index;
        return time;
      }
    }
    return "none";
  }

  private writeText(
    into: JsonColumn,
    row: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    escaped: boolean,
  ): boolean {
    into.begin(row);
    into.valid[row] = 1;
    const start = into.ends[row] ?? 0;
    into.reachBytes(start, to - from + 4);
    const out = into.bytes;
    if (this.empty && equals(this.empty, bytes, from, to)) {
      into.ends[row + 1] = start;
      return true;
    }
    if (escaped) {
      const end = unescapeInto(this.column.escape, bytes, from, to, out, start);
      if (end >= 0) {
        into.ends[row + 1] = end;
        return true;
      }
      this.keptEscapes++;
    }
    let high = 0;
    let end = start;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0;
      high |= byte;
      out[end++] = byte;
    }
    into.ends[row + 1] = end;
    return high < 128 || isUtf8(out, start, end);
  }

  private isNull(bytes: Uint8Array, from: number, to: number): boolean {
    const { nulls } = this;
    for (let index = 0; index < nulls.length; index++) {
      const token = nulls[index];
      if (token && token.length === to - from && equals(token, bytes, from, to)) return true;
    }
    return false;
  }
}

function scalarPlan(type: ScalarLogType, bits: number): JsonPlan {
  switch (type.kind) {
    case "text":
      return { kind: "text" };
    case "integer":
      return { kind: (bits & fact.huge) !== 0 ? "huge" : "integer" };
    case "double":
      return { kind: "double" };
    case "boolean":
    case "date":
      return { kind: type.kind };
    case "time":
      return bits === 0 ? { kind: "micros", zoned: false } : planOfFacts(bits);
    default:
      return planOfFacts(bits);
  }
}

const isoFormat = new TimeFormat("iso");

function itemEnd(bytes: Uint8Array, from: number, to: number, separator: number): number {
  let at = from;
  while (at < to && bytes[at] !== separator) at++;
  return at;
}

function equals(token: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (token.length !== to - from) return false;
  for (let at = 0; at < token.length; at++) if (bytes[from + at] !== token[at]) return false;
  return true;
}
