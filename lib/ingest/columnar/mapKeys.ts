import { type Data, DataType } from "apache-arrow";

/** Fewer keys than this are compared each with each, which needs no memory. */
const fewKeys = 8;

/** Whether a key comes twice within a map; `ends` tells where each map's keys end. */
export function hasRepeatedKey(keys: Data, ends: Int32Array): boolean {
  const textOf = keyText(keys);
  for (let row = 1; row < ends.length; row++) {
    const from = ends[row - 1] ?? 0;
    const to = ends[row] ?? 0;
    if (to - from < 2) continue;
    if (to - from < fewKeys) {
      for (let key = from + 1; key < to; key++) {
        for (let other = from; other < key; other++) if (textOf(key) === textOf(other)) return true;
      }
      continue;
    }
    const seen = new Set<string>();
    for (let key = from; key < to; key++) seen.add(textOf(key));
    if (seen.size < to - from) return true;
  }
  return false;
}

/** Text that is equal for equal values, of any type. */
function keyText(data: Data): (at: number) => string {
  const { type } = data;
  const { children, values, valueOffsets: ends } = data;
  const isPresent = (at: number) => data.nullCount === 0 || data.getValid(at);
  const inside = children.map(keyText);
  const join = (from: number, to: number, textOf: ((at: number) => string) | undefined) => {
    const parts: string[] = [];
    for (let at = from; at < to; at++) parts.push(textOf?.(at) ?? "");
    return JSON.stringify(parts);
  };
  const plain = (at: number): string => {
    if (DataType.isStruct(type)) return JSON.stringify(inside.map((textOf) => textOf(at)));
    if (DataType.isUnion(type)) return `${data.typeIds[at]}:${inside[data.typeIds[at] ?? 0]?.(at)}`;
    if (DataType.isFixedSizeList(type)) return join(at * type.listSize, (at + 1) * type.listSize, inside[0]);
    if (DataType.isList(type) || DataType.isMap(type))
      return join(ends[at] ?? 0, ends[at + 1] ?? 0, inside[0]);
    if (DataType.isUtf8(type) || DataType.isBinary(type)) {
      return latin1(values.subarray(ends[at], ends[at + 1]));
    }
    if (DataType.isBool(type)) return String((values[at >> 3] >> (at & 7)) & 1);
    return values.subarray(at * data.stride, (at + 1) * data.stride).join();
  };
  return (at) => (isPresent(at) ? plain(at) : "NULL");
}

const decoder = new TextDecoder("latin1");

function latin1(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
