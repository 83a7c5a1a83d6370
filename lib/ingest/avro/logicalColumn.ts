import { decimalText } from "../arrow/decimalText.ts";
import type { ArrowType, TimeUnit } from "../columnar/arrowField.ts";
import type { Forms } from "../columnar/conversion.ts";
import { Malformed } from "../columnar/Malformed.ts";
import type { AvroCursor } from "./AvroCursor.ts";
import { type AvroColumn, plainField } from "./avroColumn.ts";
import type { AvroType, Logical } from "./avroSchema.ts";
import { bigEndianValue, decimalBytes, writeDecimal } from "./bigEndian.ts";
import { FixedColumn, VariableColumn } from "./leafColumns.ts";
import { textColumn, writeInt, writeLong } from "./primitiveColumn.ts";

/** What making columns needs to know, and what it finds out. */
export interface ColumnPlan {
  forms: Forms;
  /** Called where a value does not fit the column that its declared type became. */
  onMisfit: (path: string) => void;
  /** Names of columns that hold a record within itself, as JSON. */
  recursive: Set<string>;
}

/** The most digits that 256 bits hold. */
const mostDigits = 76;
/** Beyond these, digits would take longer to work out than any decimal is worth: the value is refused, the type ignored. */
const mostTextBytes = 4096;
const mostDeclared = 10_000;
const encoder = new TextEncoder();
const units: Readonly<Record<string, TimeUnit>> = { millis: "ms", micros: "us", nanos: "ns" };

/**
 * A column of what a logical type means. Null where a type has none, or one that is not known or does not fit its type:
 * then, as Avro demands, it is what it is stored as.
 */
export function logicalColumn(
  name: string,
  type: AvroType,
  path: string,
  plan: ColumnPlan,
): AvroColumn | null {
  if (!("logical" in type) || type.logical === null) return null;
  const { logical } = type;
  const fixed = (arrow: ArrowType, width: 4 | 8) =>
    new FixedColumn(plainField(name, arrow), 1, width, width === 4 ? writeInt : writeLong);
  const [, local, unitName = ""] = /^(local-)?timestamp-(\w+)$/.exec(logical.name) ?? [];
  const unit = units[unitName];
  if (unit && type.kind === "long") {
    return fixed({ kind: "timestamp", unit, zone: local ? null : "UTC" }, 8);
  }
  switch (`${logical.name} ${type.kind}`) {
    case "date int":
      return fixed({ kind: "date", unit: "day" }, 4);
    case "time-millis int":
      return fixed({ kind: "time", unit: "ms", bits: 32 }, 4);
    case "time-micros long":
      return fixed({ kind: "time", unit: "us", bits: 64 }, 8);
    case "decimal bytes":
      return decimalColumn(name, logical, null);
    case "decimal fixed":
      return type.kind === "fixed" ? decimalColumn(name, logical, type.size) : null;
    case "uuid string":
      return plan.forms.get(path)?.kind === "text"
        ? textColumn(name, "text")
        : uuidColumn(name, (cursor, bytes, at) => {
            if (!readUuid(cursor, bytes, at)) plan.onMisfit(path);
          });
    case "uuid fixed":
      return type.kind === "fixed" && type.size === 16 ? uuidColumn(name, copy16) : null;
    case "duration fixed":
      return type.kind === "fixed" && type.size === 12 ? durationColumn(name) : null;
    default:
      return null;
  }
}

/** `size` is that of a fixed type, null for bytes. */
function decimalColumn(name: string, { precision, scale }: Logical, size: number | null): AvroColumn | null {
  const isSane = Number.isInteger(precision) && Number.isInteger(scale) && precision > 0 && scale >= 0;
  if (!isSane || scale > precision || precision > mostDeclared) return null;
  const least = size ?? 1;
  const span = (cursor: AvroCursor) => {
    const length = size ?? cursor.length();
    return { from: cursor.skip(length), length };
  };
  if (precision > mostDigits) {
    return new VariableColumn(plainField(name, { kind: "text", offsets: 32 }), least, (cursor, bytes) => {
      const { from, length } = span(cursor);
      if (length > mostTextBytes) throw new Malformed(`a decimal of ${length} bytes is longer than is read`);
      const text = encoder.encode(decimalText(bigEndianValue(cursor.bytes, from, length), scale));
      bytes.append(text, 0, text.length);
    });
  }
  return new FixedColumn(
    plainField(name, { kind: "decimal", bits: 256, precision, scale }),
    least,
    decimalBytes,
    (cursor, view, at) => {
      const { from, length } = span(cursor);
      writeDecimal(cursor.bytes, from, length, view, at);
    },
  );
}

function uuidColumn(
  name: string,
  write: (cursor: AvroCursor, view: DataView, at: number) => void,
): AvroColumn {
  const field = {
    ...plainField(name, { kind: "fixed-bytes", width: 16 }),
    extension: { name: "arrow.uuid", parameters: "" },
  };
  return new FixedColumn(field, 1, 16, write);
}

function copy16(cursor: AvroCursor, view: DataView, at: number): void {
  const from = cursor.skip(16);
  for (let index = 0; index < 16; index++) view.setUint8(at + index, cursor.bytes[from + index] ?? 0);
}

/** Reads a UUID from its text; false, and nothing written, where the text is none in the form that DuckDB prints. */
function readUuid(cursor: AvroCursor, view: DataView, at: number): boolean {
  const length = cursor.length();
  const from = cursor.skip(length);
  const text = String.fromCharCode(...cursor.bytes.subarray(from, from + Math.min(length, 40)));
  if (length !== 36 || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return false;
  const digits = text.replaceAll("-", "");
  for (let index = 0; index < 16; index++) {
    view.setUint8(at + index, Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
  }
  return true;
}

/** Months, days and milliseconds, each 32 bits without a sign. */
function durationColumn(name: string): AvroColumn {
  return new FixedColumn(
    plainField(name, { kind: "interval", unit: "month-day-nano" }),
    12,
    16,
    (cursor, view, at) => {
      const from = cursor.skip(12);
      const source = new DataView(cursor.bytes.buffer, cursor.bytes.byteOffset + from, 12);
      const [months, days] = [source.getUint32(0, true), source.getUint32(4, true)];
      if (months > 0x7fffffff || days > 0x7fffffff) {
        throw new Malformed(`a duration of ${months} months and ${days} days is longer than INTERVAL holds`);
      }
      view.setInt32(at, months, true);
      view.setInt32(at + 4, days, true);
      view.setBigInt64(at + 8, BigInt(source.getUint32(8, true)) * 1_000_000n, true);
    },
  );
}
