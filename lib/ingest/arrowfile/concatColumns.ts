import { type ArrowField, type ArrowType, valueBytes } from "../columnar/arrowField.ts";
import { type Column, isValid } from "../columnar/column.ts";
import { Malformed } from "../columnar/Malformed.ts";
import { integerReader } from "../columnar/typedViews.ts";

/** The values of two columns of one field, one after the other: a dictionary and what a delta adds to it. */
export function concatColumns(field: ArrowField, first: Column, second: Column): Column {
  const { type, children, dictionary } = field;
  const length = first.length + second.length;
  const both: Column = {
    length,
    valid: joinedValidity(first, second),
    buffers: [],
    data: [...first.data, ...second.data],
    children: [],
    dictionary: null,
  };
  if (dictionary) {
    // A dictionary within a dictionary: what the second points at comes after what the first points at.
    const values = first.dictionary;
    const more = second.dictionary;
    if (!values || !more) throw new Malformed(`a dictionary of field ${field.name} is missing`);
    const isSame = values === more;
    both.dictionary = isSame ? values : concatColumns({ ...field, dictionary: null }, values, more);
    both.buffers = [joinedIndexes(dictionary.index, first, second, isSame ? 0 : values.length)];
    return both;
  }
  const inside = (index: number, left: Column, right: Column) => {
    const child = children[index];
    const [a, b] = [left.children[index], right.children[index]];
    if (!child || !a || !b) throw new Malformed(`field ${field.name} lacks a field inside`);
    return concatColumns(child, a, b);
  };
  switch (type.kind) {
    case "bool":
      both.buffers = [joinedBits(first, second)];
      return both;
    case "text":
    case "bytes":
      if (type.offsets === "view") both.buffers = [joinedViews(first, second)];
      else {
        const { offsets, end, from, to } = joinedOffsets(type.offsets, first, second);
        const [a = none, b = none] = [first.buffers[1], second.buffers[1]];
        both.buffers = [offsets, joined(a.subarray(0, end), b.subarray(from, to))];
      }
      return both;
    case "struct":
      both.children = children.map((_, index) => inside(index, cut(first, index), cut(second, index)));
      return both;
    case "fixed-list":
      both.children = [inside(0, cut(first, 0, type.size), cut(second, 0, type.size))];
      return both;
    case "list":
    case "map":
    case "list-view":
    case "union":
    case "runs":
      throw new Malformed(`a delta dictionary of type ${type.kind} is not read (field ${field.name})`);
    default:
      both.buffers = [joined(part(first, valueBytes(type)), part(second, valueBytes(type)))];
      return both;
  }
}

/** A column whose child holds just the values that belong to it. */
function cut(column: Column, index: number, size = 1): Column {
  const children = column.children.map((child, at) =>
    at === index ? { ...child, length: Math.min(child.length, column.length * size) } : child,
  );
  return { ...column, children };
}

function part({ buffers: [bytes = none], length }: Column, width: number): Uint8Array {
  return bytes.subarray(0, length * width);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function joinedValidity(first: Column, second: Column): Uint8Array | null {
  if (first.valid === null && second.valid === null) return null;
  return bitsOf(first.length + second.length, (at) =>
    at < first.length ? isValid(first, at) : isValid(second, at - first.length),
  );
}

function joinedBits(first: Column, second: Column): Uint8Array {
  const bit = (bytes: Uint8Array | undefined, at: number) =>
    (((bytes?.[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
  return bitsOf(first.length + second.length, (at) =>
    at < first.length ? bit(first.buffers[0], at) : bit(second.buffers[0], at - first.length),
  );
}

function bitsOf(length: number, isSet: (at: number) => boolean): Uint8Array {
  const bits = new Uint8Array((length + 7) >> 3);
  for (let at = 0; at < length; at++) if (isSet(at)) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  return bits;
}

function joinedIndexes(
  { bits, signed }: ArrowType & { kind: "int" },
  first: Column,
  second: Column,
  shift: number,
): Uint8Array {
  const bytes = joined(part(first, bits / 8), part(second, bits / 8));
  if (shift === 0) return bytes;
  const read = integerReader(second.buffers[0], bits);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < second.length; at++) {
    const stored = read(at);
    const index = (stored < 0 && !signed ? stored + 2 ** bits : stored) + shift;
    const place = ((first.length + at) * bits) / 8;
    if (index >= 2 ** (bits - (signed ? 1 : 0)))
      throw new Malformed("a delta dictionary has more values than its indexes reach");
    if (bits === 64) view.setBigInt64(place, BigInt(index), true);
    else if (bits === 32) view.setInt32(place, index, true);
    else if (bits === 16) view.setInt16(place, index, true);
    else view.setInt8(place, index);
  }
  return bytes;
}

/** Offsets of both, those of the second going on where the first ends; and which bytes they mean. */
function joinedOffsets(bits: 32 | 64, first: Column, second: Column) {
  const readFirst = integerReader(first.buffers[0], bits);
  const readSecond = integerReader(second.buffers[0], bits);
  const end = readFirst(first.length);
  const from = readSecond(0);
  const to = readSecond(second.length);
  if (bits === 32 && end + to - from > 2 ** 31 - 1)
    throw new Malformed("a dictionary grows to more than 2 GiB of text");
  const length = first.length + second.length + 1;
  const at = (index: number) =>
    index < first.length ? readFirst(index) : readSecond(index - first.length) - from + end;
  const offsets =
    bits === 32
      ? Int32Array.from({ length }, (_, index) => at(index))
      : BigInt64Array.from({ length }, (_, index) => BigInt(at(index)));
  return { offsets: new Uint8Array(offsets.buffer), end, from, to };
}

/** Views of both, those of the second pointing behind the buffers of the first. */
function joinedViews(first: Column, second: Column): Uint8Array {
  const bytes = joined(part(first, 16), part(second, 16));
  const view = new DataView(bytes.buffer);
  for (let at = first.length; at < first.length + second.length; at++) {
    if (view.getInt32(at * 16, true) <= 12) continue;
    view.setInt32(at * 16 + 8, view.getInt32(at * 16 + 8, true) + first.data.length, true);
  }
  return bytes;
}

const none = new Uint8Array(0);
