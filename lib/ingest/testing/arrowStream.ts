import type { ArrowField, ArrowType } from "../columnar/arrowField.ts";
import type { Column } from "../columnar/column.ts";
import { type FlatValue, flatBytes } from "./flatBytes.ts";

/** A message of a test's stream. */
export type TestMessage =
  | { kind: "batch"; rows: number; columns: Column[] }
  | { kind: "dictionary"; id: bigint; isDelta: boolean; column: Column };

export interface StreamOptions {
  /** Compresses each buffer; `codec` is Arrow's number of it: 0 LZ4 frame, 1 zstd. */
  compression?: { codec: 0 | 1; pack: (bytes: Uint8Array) => Uint8Array };
}

const units = ["s", "ms", "us", "ns"] as const;
const i16 = (value: number): FlatValue => ({ kind: "i16", value });
const i32 = (value: number): FlatValue => ({ kind: "i32", value });
const u8 = (value: number): FlatValue => ({ kind: "u8", value });
const table = (...fields: (FlatValue | null)[]): FlatValue & { kind: "table" } => ({ kind: "table", fields });
const text = (value: string): FlatValue => ({ kind: "text", value });

/** An Arrow IPC stream of columns as they are, whatever they hold; for tests only. */
export function arrowStream(
  fields: readonly ArrowField[],
  messages: readonly TestMessage[],
  options: StreamOptions = {},
): Uint8Array {
  const schema = table(i16(0), { kind: "tables", items: fields.map(fieldTable) });
  const parts = [messageBytes(1, schema, new Uint8Array(0))];
  for (const message of messages) {
    const columns = message.kind === "batch" ? message.columns : [message.column];
    const of = message.kind === "batch" ? fields : [fieldOfDictionary(fields, message.id)];
    const rows = message.kind === "batch" ? message.rows : message.column.length;
    const { header, body } = batchParts(rows, of, columns, options);
    if (message.kind === "batch") parts.push(messageBytes(3, header, body));
    else {
      const dictionary = table({ kind: "i64", value: message.id }, header, u8(message.isDelta ? 1 : 0));
      parts.push(messageBytes(2, dictionary, body));
    }
  }
  parts.push(Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0));
  return new Uint8Array(Buffer.concat(parts));
}

function messageBytes(kind: number, header: FlatValue, body: Uint8Array): Uint8Array {
  const metadata = flatBytes(table(i16(4), u8(kind), header, { kind: "i64", value: BigInt(body.length) }));
  const prefix = Buffer.alloc(8, 255);
  prefix.writeInt32LE(metadata.length, 4);
  return Buffer.concat([prefix, metadata, body]);
}

function batchParts(
  rows: number,
  fields: readonly ArrowField[],
  columns: readonly Column[],
  { compression }: StreamOptions,
): { header: FlatValue; body: Uint8Array } {
  const nodes: bigint[] = [];
  const buffers: Uint8Array[] = [];
  const views: bigint[] = [];
  const visit = (field: ArrowField, column: Column) => {
    const { type } = field;
    const isView =
      !field.dictionary && (type.kind === "text" || type.kind === "bytes") && type.offsets === "view";
    let nulls = 0;
    for (let at = 0; column.valid && at < column.length; at++) {
      if ((((column.valid[at >> 3] ?? 0) >> (at & 7)) & 1) === 0) nulls++;
    }
    nodes.push(BigInt(column.length), BigInt(nulls));
    if (field.dictionary || !["null", "runs", "union"].includes(type.kind))
      buffers.push(column.valid ?? new Uint8Array(0));
    buffers.push(...column.buffers, ...column.data);
    if (isView) views.push(BigInt(column.data.length));
    if (field.dictionary) return;
    field.children.forEach((child, index) => {
      const values = column.children[index];
      if (values) visit(child, values);
    });
  };
  fields.forEach((field, index) => {
    const column = columns[index];
    if (column) visit(field, column);
  });
  const places: bigint[] = [];
  const body: Uint8Array[] = [];
  let at = 0;
  for (const buffer of buffers) {
    const bytes = compression && buffer.length > 0 ? packed(buffer, compression.pack) : buffer;
    places.push(BigInt(at), BigInt(bytes.length));
    const padded = new Uint8Array((bytes.length + 7) & ~7);
    padded.set(bytes);
    body.push(padded);
    at += padded.length;
  }
  const structs = (values: readonly bigint[], size: number): FlatValue => ({
    kind: "structs",
    count: values.length / size,
    bytes: new Uint8Array(BigInt64Array.from(values).buffer),
  });
  const header = table(
    { kind: "i64", value: BigInt(rows) },
    structs(nodes, 2),
    structs(places, 2),
    compression ? table(u8(compression.codec), u8(0)) : null,
    views.length > 0 ? structs(views, 1) : null,
  );
  return { header, body: new Uint8Array(Buffer.concat(body)) };
}

function packed(bytes: Uint8Array, pack: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const size = Buffer.alloc(8);
  size.writeBigInt64LE(BigInt(bytes.length));
  return Buffer.concat([size, pack(bytes)]);
}

function fieldOfDictionary(fields: readonly ArrowField[], id: bigint): ArrowField {
  for (const field of fields) {
    if (field.dictionary?.id === id) return { ...field, dictionary: null };
    try {
      return fieldOfDictionary(field.children, id);
    } catch {
      // It is not in this one.
    }
  }
  throw new Error(`no field has dictionary ${id}`);
}

function fieldTable(field: ArrowField): FlatValue {
  const { number, type } = typeTable(field.type);
  const { dictionary, extension } = field;
  const index = dictionary && typeTable(dictionary.index).type;
  const pairs = extension && [
    table(text("ARROW:extension:name"), text(extension.name)),
    table(text("ARROW:extension:metadata"), text(extension.parameters)),
  ];
  return table(
    text(field.name),
    u8(1),
    u8(number),
    type,
    dictionary ? table({ kind: "i64", value: dictionary.id }, index) : null,
    { kind: "tables", items: field.children.map(fieldTable) },
    pairs ? { kind: "tables", items: pairs } : null,
  );
}

function typeTable(type: ArrowType): { number: number; type: FlatValue } {
  switch (type.kind) {
    case "null":
      return { number: 1, type: table() };
    case "int":
      return { number: 2, type: table(i32(type.bits), u8(type.signed ? 1 : 0)) };
    case "float":
      return { number: 3, type: table(i16([16, 32, 64].indexOf(type.bits))) };
    case "bytes":
    case "text": {
      const isText = type.kind === "text";
      const [plain, large, view] = isText ? [5, 20, 24] : [4, 19, 23];
      return {
        number: (type.offsets === 32 ? plain : type.offsets === 64 ? large : view) ?? 0,
        type: table(),
      };
    }
    case "bool":
      return { number: 6, type: table() };
    case "decimal":
      return { number: 7, type: table(i32(type.precision), i32(type.scale), i32(type.bits)) };
    case "date":
      return { number: 8, type: table(i16(type.unit === "day" ? 0 : 1)) };
    case "time":
      return { number: 9, type: table(i16(units.indexOf(type.unit)), i32(type.bits)) };
    case "timestamp":
      return {
        number: 10,
        type: table(i16(units.indexOf(type.unit)), type.zone === null ? null : text(type.zone)),
      };
    case "interval":
      return { number: 11, type: table(i16(["months", "day-time", "month-day-nano"].indexOf(type.unit))) };
    case "list":
      return { number: type.offsets === 32 ? 12 : 21, type: table() };
    case "struct":
      return { number: 13, type: table() };
    case "union":
      return { number: 14, type: table(i16(type.dense ? 1 : 0), { kind: "ints", values: type.ids }) };
    case "fixed-bytes":
      return { number: 15, type: table(i32(type.width)) };
    case "fixed-list":
      return { number: 16, type: table(i32(type.size)) };
    case "map":
      return { number: 17, type: table(u8(0)) };
    case "duration":
      return { number: 18, type: table(i16(units.indexOf(type.unit))) };
    case "runs":
      return { number: 22, type: table() };
    case "list-view":
      return { number: type.offsets === 32 ? 25 : 26, type: table() };
  }
}
