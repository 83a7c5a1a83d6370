import { type ArrowField, type ArrowType, bufferCount, valueBytes } from "../columnar/arrowField.ts";
import { type Batch, type Column, emptyColumn } from "../columnar/column.ts";
import { Malformed } from "../columnar/Malformed.ts";
import { DamagedBlock } from "../compression/DamagedBlock.ts";
import { inflateLz4Frame } from "../compression/inflateLz4Frame.ts";
import { inflateZstd } from "../compression/inflateZstd.ts";
import { type FlatTable, sizeAt } from "./flatTable.ts";

/** Dictionaries by number. */
export type Dictionaries = ReadonlyMap<bigint, Column>;

/** More rows than any typed array can index. */
const mostRows = 2 ** 31 - 1;
/** The most that a compressed byte can stand for: LZ4 counts in 255s, a zstd block of 4 bytes may hold 128 KiB. */
const mostInflation = { 0: 256, 1: 32_768 };

/**
 * Takes a RecordBatch apart into columns; `version` is that of its message.
 * Malformed where counts and lengths in it do not fit together or do not fit the bytes of its body.
 */
export function readBatch(
  header: FlatTable,
  body: Uint8Array,
  fields: readonly ArrowField[],
  version: number,
  dictionaries: Dictionaries,
): Batch {
  const rows = header.size(0);
  if (rows > mostRows)
    throw new Malformed(`it says it has ${rows} rows, which is more than a batch can have`);
  const parts = new BatchParts(header, body, version, dictionaries);
  const columns = fields.map((field) => {
    const column = parts.column(field);
    if (column.length !== rows) {
      throw new Malformed(`column ${field.name} has ${column.length} values in a batch of ${rows} rows`);
    }
    return column;
  });
  return { rows, columns };
}

/** The nodes and buffers of a batch, taken one after the other as the fields ask for them. */
class BatchParts {
  private readonly nodes: { length: number; nulls: number }[];
  private readonly places: { at: number; length: number }[];
  private readonly viewCounts: number[];
  private readonly codec: number | null;
  private node = 0;
  private place = 0;
  private view = 0;

  constructor(
    header: FlatTable,
    private readonly body: Uint8Array,
    private readonly version: number,
    private readonly dictionaries: Dictionaries,
  ) {
    this.nodes = header.structs(1, 16, (view, at) => ({
      length: sizeAt(view, at),
      nulls: sizeAt(view, at + 8),
    }));
    this.places = header.structs(2, 16, (view, at) => ({
      at: sizeAt(view, at),
      length: sizeAt(view, at + 8),
    }));
    const compression = header.table(3);
    this.codec = compression ? compression.byte(0) : null;
    if (this.codec !== null && (this.codec > 1 || compression?.byte(1) !== 0)) {
      throw new Malformed(`its buffers are compressed in an unknown way (${this.codec})`);
    }
    this.viewCounts = header.sizes(4);
  }

  column(field: ArrowField): Column {
    const { name, dictionary, children } = field;
    const type: ArrowType = dictionary ? dictionary.index : field.type;
    const node = this.nodes[this.node++];
    if (!node) throw new Malformed(`it has no values for column ${name}`);
    const { length, nulls } = node;
    if (length > mostRows || nulls > length) {
      throw new Malformed(`column ${name} says it has ${nulls} NULLs among ${length} values`);
    }
    const valid = this.validity(field, type, length, nulls);
    const isView = (type.kind === "text" || type.kind === "bytes") && type.offsets === "view";
    const buffers = Array.from({ length: bufferCount(type) }, () => this.buffer(name));
    const viewCount = isView ? (this.viewCounts[this.view++] ?? 0) : 0;
    if (viewCount > this.places.length)
      throw new Malformed(`column ${name} says it has ${viewCount} buffers`);
    const data = Array.from({ length: viewCount }, () => this.buffer(name));
    const least = leastBytes(type, length);
    buffers.forEach((buffer, index) => {
      if (buffer.length < (least[index] ?? 0)) {
        throw new Malformed(
          `column ${name} needs ${least[index]} bytes for ${length} values and has ${buffer.length}`,
        );
      }
    });
    if (dictionary) {
      return {
        length,
        valid,
        buffers,
        data,
        children: [],
        dictionary: this.dictionaries.get(dictionary.id) ?? emptyColumn({ ...field, dictionary: null }),
      };
    }
    const inside = children.map((child) => this.column(child));
    checkChildren(field, length, inside);
    return { length, valid, buffers, data, children: inside, dictionary: null };
  }

  private validity({ name }: ArrowField, type: ArrowType, length: number, nulls: number): Uint8Array | null {
    // Unions had validity before metadata version 5 (which is number 4).
    if (type.kind === "null" || type.kind === "runs" || (type.kind === "union" && this.version >= 4))
      return null;
    const bits = this.buffer(name);
    if (nulls === 0) return null;
    if (bits.length < Math.ceil(length / 8)) {
      throw new Malformed(
        `column ${name} has ${nulls} NULLs and ${bits.length} bytes to say which of ${length}`,
      );
    }
    return bits;
  }

  private buffer(name: string): Uint8Array {
    const place = this.places[this.place++];
    if (!place) throw new Malformed(`it has too few buffers: there is none for column ${name}`);
    const { at, length } = place;
    if (at + length > this.body.length) {
      throw new Malformed(
        `a buffer of column ${name} lies past the end of its batch (bytes ${at} to ${at + length} of ${this.body.length})`,
      );
    }
    const bytes = this.body.subarray(at, at + length);
    if (this.codec === null || length === 0) return bytes;
    return this.inflated(bytes, this.codec === 0 ? 0 : 1, name);
  }

  private inflated(bytes: Uint8Array, codec: 0 | 1, name: string): Uint8Array {
    if (bytes.length < 8) throw new Malformed(`a compressed buffer of column ${name} is cut short`);
    const size = new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(0, true);
    const packed = bytes.subarray(8);
    // Left as it is, since compressing would not have made it smaller.
    if (size === -1n) return packed;
    if (size < 0n || size > BigInt(Math.min(mostRows, 1024 + packed.length * mostInflation[codec]))) {
      throw new Malformed(
        `a compressed buffer of column ${name} says it holds ${size} bytes, which cannot be`,
      );
    }
    try {
      return codec === 0 ? inflateLz4Frame(packed, Number(size)) : inflateZstd(packed, Number(size));
    } catch (problem) {
      if (problem instanceof DamagedBlock) throw new Malformed(`column ${name}: ${problem.message}`);
      throw problem;
    }
  }
}

/** The bytes that each buffer of a type must have at least for so many values. */
function leastBytes(type: ArrowType, length: number): number[] {
  switch (type.kind) {
    case "bool":
      return [Math.ceil(length / 8)];
    case "text":
    case "bytes":
      if (type.offsets === "view") return [length * 16];
      return [offsetBytes(type.offsets, length)];
    case "list":
      return [offsetBytes(type.offsets, length)];
    case "map":
      return [offsetBytes(32, length)];
    case "list-view":
      return [(length * type.offsets) / 8, (length * type.offsets) / 8];
    case "union":
      return [length, length * 4];
    default:
      return [length * valueBytes(type)];
  }
}

function offsetBytes(bits: number, length: number): number {
  return length === 0 ? 0 : ((length + 1) * bits) / 8;
}

function checkChildren({ name, type }: ArrowField, length: number, children: readonly Column[]): void {
  for (const child of children) {
    const least =
      type.kind === "fixed-list"
        ? length * type.size
        : type.kind === "struct" || (type.kind === "union" && !type.dense)
          ? length
          : 0;
    if (child.length < least) {
      throw new Malformed(`column ${name} needs ${least} values inside and has ${child.length}`);
    }
  }
}
