/** A value of a flatbuffer, for tests: a number of some width, or something that lies elsewhere. */
export type FlatValue =
  | { kind: "u8" | "i16" | "i32"; value: number }
  | { kind: "i64"; value: bigint }
  | { kind: "table"; fields: readonly (FlatValue | null)[] }
  | { kind: "text"; value: string }
  | { kind: "tables"; items: readonly FlatValue[] }
  | { kind: "structs"; count: number; bytes: Uint8Array }
  | { kind: "ints"; values: readonly number[] };

const widths = { u8: 1, i16: 2, i32: 4, i64: 8 } as const;

/** A flatbuffer whose root is a table; for tests only. What a value points at comes after it. */
export function flatBytes(root: FlatValue & { kind: "table" }): Uint8Array {
  const out: number[] = [0, 0, 0, 0];
  const view = () => new DataView(Uint8Array.from(out).buffer);
  const align = (width: number, shift = 0) => {
    while ((out.length + shift) % width !== 0) out.push(0);
  };
  const put = (width: number, value: number | bigint, at = out.length) => {
    for (let byte = 0; byte < width; byte++)
      out[at + byte] = Number((BigInt(value) >> BigInt(8 * byte)) & 255n);
  };
  const pointAt = (slot: number, target: number) => put(4, target - slot, slot);

  const write = (value: FlatValue): number => {
    switch (value.kind) {
      case "table":
        return writeTable(value.fields);
      case "text": {
        align(4);
        const at = out.length;
        const bytes = new TextEncoder().encode(value.value);
        put(4, bytes.length);
        out.push(...bytes, 0);
        return at;
      }
      case "tables": {
        align(4);
        const at = out.length;
        put(4, value.items.length);
        const slots = value.items.map(() => {
          put(4, 0);
          return out.length - 4;
        });
        value.items.forEach((item, index) => {
          pointAt(slots[index] ?? 0, write(item));
        });
        return at;
      }
      case "structs": {
        align(8, 4);
        const at = out.length;
        put(4, value.count);
        out.push(...value.bytes);
        return at;
      }
      case "ints": {
        align(4);
        const at = out.length;
        put(4, value.values.length);
        for (const item of value.values) put(4, item);
        return at;
      }
      default:
        throw new Error(`${value.kind} lies in its table`);
    }
  };

  const writeTable = (fields: readonly (FlatValue | null)[]): number => {
    align(2);
    const vtable = out.length;
    put(2, 4 + fields.length * 2);
    put(2, 0);
    for (let index = 0; index < fields.length; index++) put(2, 0);
    align(8);
    const table = out.length;
    put(4, table - vtable);
    const later: { slot: number; value: FlatValue }[] = [];
    fields.forEach((field, index) => {
      if (field === null) return;
      const isHere =
        field.kind === "u8" || field.kind === "i16" || field.kind === "i32" || field.kind === "i64";
      align(isHere ? widths[field.kind] : 4);
      put(2, out.length - table, vtable + 4 + index * 2);
      if (isHere) put(widths[field.kind], field.value);
      else {
        later.push({ slot: out.length, value: field });
        put(4, 0);
      }
    });
    put(2, out.length - table, vtable + 2);
    for (const { slot, value } of later) pointAt(slot, write(value));
    return table;
  };

  pointAt(0, writeTable(root.fields));
  align(8);
  return new Uint8Array(view().buffer);
}
