import { Data, SparseUnion, Struct } from "apache-arrow";
import type { ArrowField } from "./arrowField.ts";
import type { Converter } from "./conversion.ts";
import { fieldOf } from "./listConverters.ts";
import { Malformed } from "./Malformed.ts";
import { isNull, nullsOf } from "./pickedValues.ts";
import { indexOf, picked } from "./rows.ts";
import { textMaker } from "./textConverters.ts";
import { integerReader } from "./typedViews.ts";

/** Structs as STRUCT; those without fields, which DuckDB does not have, as the text {}. */
export function structConverter(names: readonly string[], children: readonly Converter[]): Converter {
  if (children.length === 0) return textMaker(() => () => "{}");
  const type = new Struct(children.map((child, index) => fieldOf(names[index] ?? "", child)));
  return {
    type,
    convert(column, rows, run) {
      const { nullCount, nullBitmap } = nullsOf(column, rows, run);
      const inside = children.map((child, index) => {
        const values = column.children[index];
        if (!values) throw new Malformed("a struct lacks a field");
        return child.convert(values, rows, run);
      });
      return new Data(type, 0, rows.length, nullCount, [undefined, undefined, nullBitmap], inside);
    },
  };
}

/** Unions of either layout as UNION, whose members DuckDB numbers from 0. */
export function unionConverter(
  field: ArrowField,
  names: readonly string[],
  children: readonly Converter[],
): Converter {
  const { dense: isDense, ids } =
    field.type.kind === "union" ? field.type : { dense: false, ids: [] as readonly number[] };
  const members = new Map(ids.map((id, index) => [id, index]));
  const type = new SparseUnion(
    ids.map((_, index) => index),
    children.map((child, index) => fieldOf(names[index] ?? "", child)),
  );
  return {
    type,
    convert(column, rows, run) {
      const { length } = rows;
      run.spend(length * (1 + 4 * children.length));
      const [idBytes = none, offsets] = column.buffers;
      const nulls = nullsOf(column, rows, run);
      const place = isDense ? integerReader(offsets, 32) : (at: number) => at;
      const typeIds = new Int8Array(length);
      const picks = children.map(() => new Int32Array(length).fill(-1));
      for (let row = 0; row < length; row++) {
        if (isNull(nulls, row)) continue;
        const at = indexOf(rows, row);
        const id = idBytes[at] ?? 0;
        const member = members.get(id);
        if (member === undefined)
          throw new Malformed(`value ${at + 1} of a union is of type number ${id}, which it has not`);
        const inMember = place(at);
        if (inMember < 0 || inMember >= (column.children[member]?.length ?? 0)) {
          throw new Malformed(`value ${at + 1} of a union lies outside of its member's values`);
        }
        typeIds[row] = member;
        const pick = picks[member];
        if (pick) pick[row] = inMember;
      }
      const inside = children.map((child, index) => {
        const values = column.children[index];
        if (!values) throw new Malformed("a union lacks a member");
        return child.convert(values, picked(picks[index] ?? new Int32Array(0)), run);
      });
      return new Data(type, 0, length, 0, [undefined, undefined, undefined, typeIds], inside);
    },
  };
}

const none = new Uint8Array(0);
