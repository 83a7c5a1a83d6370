import { type Data, DataType, makeData } from "apache-arrow";

/**
 * Rows `from` to `to` of a column as it came from a stream, in buffers of their own that begin with the first row: what
 * apache-arrow's own slices are not, and writers rely on. Buffers of fixed width are shared, not copied.
 */
export function sliceData(data: Data, from: number, to: number): Data {
  const { type } = data;
  const length = to - from;
  const hasNulls = !DataType.isUnion(type) && data.nullCount > 0;
  const nullBitmap = hasNulls ? bitsOf(data.nullBitmap, from, to) : null;
  const nullCount = nullBitmap === null ? 0 : length - countBits(nullBitmap, length);
  const base = { type, length, nullCount, nullBitmap };
  if (DataType.isNull(type)) return makeData({ type, length });
  if (DataType.isBool(type)) return makeData({ ...base, type, data: bitsOf(data.values, from, to) });
  if (DataType.isUtf8(type) || DataType.isBinary(type)) {
    const { offsets, first, last } = offsetsOf(data, from, to);
    // Both kinds have the same buffers; the compiler cannot see that of a union.
    return makeData({
      ...base,
      type,
      valueOffsets: offsets,
      data: data.values.subarray(first, last),
    } as Parameters<typeof makeData>[0]);
  }
  if (DataType.isList(type) || DataType.isMap(type)) {
    const { offsets, first, last } = offsetsOf(data, from, to);
    const child = sliceData(childOf(data, 0), first, last);
    return makeData({ ...base, type, valueOffsets: offsets, child } as Parameters<typeof makeData>[0]);
  }
  if (DataType.isFixedSizeList(type)) {
    const { listSize } = type;
    return makeData({ ...base, type, child: sliceData(childOf(data, 0), from * listSize, to * listSize) });
  }
  if (DataType.isStruct(type)) {
    const children = data.children.map((child) => sliceData(child, from, to));
    return makeData({ ...base, type, children });
  }
  if (DataType.isUnion(type)) {
    const typeIds = data.typeIds.subarray(from, to);
    if (DataType.isSparseUnion(type)) {
      const children = data.children.map((child) => sliceData(child, from, to));
      return makeData({ type, length, typeIds, children });
    }
    // Of a dense one, each row says where in its child it lies.
    const valueOffsets = data.valueOffsets.subarray(from, to);
    return makeData({ type, length, typeIds, valueOffsets, children: data.children } as Parameters<
      typeof makeData
    >[0]);
  }
  const width = widthOf(data);
  return makeData({
    ...base,
    type,
    data: data.values.subarray(from * width, to * width),
  } as Parameters<typeof makeData>[0]);
}

/** How many items of its buffer a value takes. */
function widthOf({ type }: Data): number {
  if (DataType.isDecimal(type)) return type.bitWidth / 32;
  if (DataType.isFixedSizeBinary(type)) return type.byteWidth;
  if (DataType.isInterval(type)) return 1 + type.unit;
  return 1;
}

function childOf(data: Data, at: number): Data {
  const child = data.children[at];
  if (!child) throw new Error(`A column of ${data.type} has no child ${at}.`);
  return child;
}

function offsetsOf(data: Data, from: number, to: number) {
  const all = data.valueOffsets as Int32Array;
  const first = all[from] ?? 0;
  return {
    offsets: all.subarray(from, to + 1).map((offset) => offset - first),
    first,
    last: all[to] ?? first,
  };
}

/** Bits `from` to `to`, the first of them in the lowest place. */
function bitsOf(bits: Uint8Array, from: number, to: number): Uint8Array {
  const length = to - from;
  const cut = new Uint8Array(Math.ceil(length / 8));
  const shift = from & 7;
  const begin = from >> 3;
  for (let i = 0; i < cut.length; i++) {
    const low = (bits[begin + i] ?? 0) >> shift;
    cut[i] = shift === 0 ? low : low | ((bits[begin + i + 1] ?? 0) << (8 - shift));
  }
  return cut;
}

function countBits(bits: Uint8Array, length: number): number {
  let count = 0;
  for (let i = 0; i < length; i++) if (((bits[i >> 3] ?? 0) & (1 << (i & 7))) !== 0) count++;
  return count;
}
