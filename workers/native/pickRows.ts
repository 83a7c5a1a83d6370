import { type Data, DataType, makeData } from "apache-arrow";

// What Arrow's own types ask for differs by type; here it is only known at run time.
const made = makeData as unknown as (props: Record<string, unknown>) => Data;

/** The rows of Arrow data with these numbers, in this order; a row may come several times. */
export function pickRows(data: Data, rows: readonly number[]): Data {
  const { type } = data;
  const isSet = (row: number) => !data.nullBitmap?.length || bitAt(data.nullBitmap, data.offset + row);
  const nullBitmap = bitsOf(rows.map(isSet));
  const of = { type, length: rows.length, nullCount: rows.filter((row) => !isSet(row)).length, nullBitmap };
  if (DataType.isBool(type))
    return made({ ...of, data: bitsOf(rows.map((row) => bitAt(data.values, data.offset + row))) });
  if (DataType.isStruct(type))
    return made({ ...of, children: data.children.map((child) => pickRows(child, rows)) });
  if (DataType.isUnion(type)) {
    const typeIds = Int8Array.from(rows, (row) => data.typeIds[row] ?? 0);
    return made({
      ...of,
      nullCount: 0,
      typeIds,
      children: data.children.map((child) => pickRows(child, rows)),
    });
  }
  const [child] = data.children;
  if (DataType.isFixedSizeList(type) && child) {
    const { listSize } = type;
    const items = rows.flatMap((row) => Array.from({ length: listSize }, (_, at) => row * listSize + at));
    return made({ ...of, child: pickRows(child, items) });
  }
  if (data.valueOffsets) {
    const items: number[] = [];
    const valueOffsets = new Int32Array(rows.length + 1);
    rows.forEach((row, to) => {
      for (let at = data.valueOffsets[row] ?? 0; at < (data.valueOffsets[row + 1] ?? 0); at++) items.push(at);
      valueOffsets[to + 1] = items.length;
    });
    if (child) return made({ ...of, valueOffsets, child: pickRows(child, items) });
    return made({ ...of, valueOffsets, data: Uint8Array.from(items, (at) => data.values[at]) });
  }
  return made({ ...of, data: pickedBytes(data, rows) });
}

function pickedBytes({ values, length }: Data, rows: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const width = length === 0 ? 0 : bytes.byteLength / length;
  const picked = new Uint8Array(rows.length * width);
  rows.forEach((row, to) => {
    picked.set(bytes.subarray(row * width, (row + 1) * width), to * width);
  });
  return picked;
}

function bitAt(bits: Uint8Array, at: number): boolean {
  return (((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
}

function bitsOf(set: readonly boolean[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil(set.length / 8));
  set.forEach((isSet, at) => {
    if (isSet) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  });
  return bits;
}
