/** Units of time, from the largest. */
export type TimeUnit = "s" | "ms" | "us" | "ns";

/** A type as an Arrow file declares it. */
export type ArrowType =
  | { kind: "null" | "bool" | "struct" | "map" | "runs" }
  | { kind: "int"; bits: 8 | 16 | 32 | 64; signed: boolean }
  | { kind: "float"; bits: 16 | 32 | 64 }
  | { kind: "decimal"; bits: 32 | 64 | 128 | 256; precision: number; scale: number }
  | { kind: "date"; unit: "day" | "ms" }
  | { kind: "time"; unit: TimeUnit; bits: 32 | 64 }
  | { kind: "timestamp"; unit: TimeUnit; zone: string | null }
  | { kind: "interval"; unit: "months" | "day-time" | "month-day-nano" }
  | { kind: "duration"; unit: TimeUnit }
  /** Text or bytes of any length. `offsets` is the width of an offset in bits, or "view". */
  | { kind: "text" | "bytes"; offsets: 32 | 64 | "view" }
  | { kind: "fixed-bytes"; width: number }
  | { kind: "list" | "list-view"; offsets: 32 | 64 }
  | { kind: "fixed-list"; size: number }
  | { kind: "union"; dense: boolean; ids: number[] };

/** A field of a schema, with the fields inside it. */
export interface ArrowField {
  name: string;
  type: ArrowType;
  children: ArrowField[];
  /** Where values are indexes into a dictionary: its number and the type of the indexes. `type` is that of its values. */
  dictionary: { id: bigint; index: ArrowType & { kind: "int" } } | null;
  /** Name and parameters of an extension type. */
  extension: { name: string; parameters: string } | null;
}

/** Buffers that a field has in a record batch besides its validity, views' data buffers not counted. */
export function bufferCount(type: ArrowType): number {
  switch (type.kind) {
    case "null":
    case "struct":
    case "fixed-list":
    case "runs":
      return 0;
    case "list-view":
      return 2;
    case "text":
    case "bytes":
      return type.offsets === "view" ? 1 : 2;
    case "union":
      return type.dense ? 2 : 1;
    default:
      return 1;
  }
}

/** Bytes of a value of a type of fixed width, 0 for types of another kind. */
export function valueBytes(type: ArrowType): number {
  switch (type.kind) {
    case "int":
    case "float":
    case "decimal":
    case "time":
      return type.bits / 8;
    case "date":
      return type.unit === "day" ? 4 : 8;
    case "timestamp":
    case "duration":
      return 8;
    case "interval":
      return type.unit === "months" ? 4 : type.unit === "day-time" ? 8 : 16;
    case "fixed-bytes":
      return type.width;
    default:
      return 0;
  }
}
