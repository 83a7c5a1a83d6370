import { Data, Field, FixedSizeList, List, Map_, Struct } from "apache-arrow";
import type { ArrowField } from "./arrowField.ts";
import type { Column } from "./column.ts";
import type { Conversion, Converter, Form } from "./conversion.ts";
import { Malformed } from "./Malformed.ts";
import { hasRepeatedKey } from "./mapKeys.ts";
import { isNull, type Nulls, nullsOf } from "./pickedValues.ts";
import { indexOf, picked, type Rows, stretch } from "./rows.ts";
import { integerReader } from "./typedViews.ts";

/** DuckDB's arrays have no more values than this. */
const mostArrayValues = 100_000;

/** Lists, whether each goes on where the last ended or lies anywhere (list views), as LIST. */
export function listConverter({ type }: ArrowField, item: Converter): Converter {
  const list = new List(fieldOf("item", item));
  return {
    type: list,
    convert(column, rows, run) {
      const nulls = nullsOf(column, rows, run);
      const { ends, inside } = itemsOf(spansOf(type, column), rows, nulls, run);
      const child = item.convert(childOf(column), inside, run);
      return new Data(list, 0, rows.length, nulls.nullCount, [ends, undefined, nulls.nullBitmap], [child]);
    },
  };
}

/** Lists of one length as ARRAY; as LIST where DuckDB has no such array: of no values, or of very many. */
export function fixedListConverter({ type }: ArrowField, item: Converter): Converter {
  const size = type.kind === "fixed-list" ? type.size : 0;
  const isArray = size > 0 && size <= mostArrayValues;
  const list = isArray ? new FixedSizeList(size, fieldOf("item", item)) : new List(fieldOf("item", item));
  return {
    type: list,
    convert(column, rows, run) {
      const nulls = nullsOf(column, rows, run);
      const { nullCount, nullBitmap } = nulls;
      if (isArray) {
        const child = item.convert(childOf(column), arrayItems(rows, size, run), run);
        return new Data(list, 0, rows.length, nullCount, [undefined, undefined, nullBitmap], [child]);
      }
      const spans = { from: (at: number) => at * size, length: () => size, most: childOf(column).length };
      const { ends, inside } = itemsOf({ ...spans, isOrdered: true }, rows, nulls, run);
      const child = item.convert(childOf(column), inside, run);
      return new Data(list, 0, rows.length, nullCount, [ends, undefined, nullBitmap], [child]);
    },
  };
}

/** Maps as MAP; where a key is NULL or comes twice, which DuckDB's maps do not allow, as a list of pairs. */
export function mapConverter(
  field: ArrowField,
  key: Converter,
  value: Converter,
  path: string,
  form: Form | undefined,
): Converter {
  const names = ["key", "value"] as const;
  const asPairs = form?.kind === "pairs";
  const pair = new Struct([
    new Field("key", key.type, asPairs, key.metadata),
    new Field("value", value.type, true, value.metadata),
  ]);
  const type = asPairs
    ? new List(new Field("item", pair, true))
    : new Map_(new Field("entries", pair, false));
  return {
    type,
    convert(column, rows, run) {
      const nulls = nullsOf(column, rows, run);
      const entries = childOf(column);
      const { ends, inside } = itemsOf(spansOf(field.type, column), rows, nulls, run);
      const pairNulls = nullsOf(entries, inside, run);
      const children = names.map((_, index) =>
        (index === 0 ? key : value).convert(childOf(entries, index), inside, run),
      );
      const [keys] = children;
      const isBad = !asPairs && !run.widened && keys !== undefined;
      if (isBad && (pairNulls.nullCount > 0 || keys.nullCount > 0 || hasRepeatedKey(keys, ends))) {
        return run.widen(path, { kind: "pairs" }, type, rows.length);
      }
      const pairs = new Data(
        pair,
        0,
        inside.length,
        pairNulls.nullCount,
        [undefined, undefined, pairNulls.nullBitmap],
        children,
      );
      return new Data(type, 0, rows.length, nulls.nullCount, [ends, undefined, nulls.nullBitmap], [pairs]);
    },
  };
}

/** Where the items of each list are among all items. */
interface Spans {
  from: (at: number) => number;
  length: (at: number) => number;
  /** How many items there are. */
  most: number;
  /** Whether each list goes on where the last one ended. */
  isOrdered: boolean;
}

function spansOf(type: ArrowField["type"], column: Column): Spans {
  const [first, second] = column.buffers;
  const most = childOf(column).length;
  const bits = type.kind === "list" || type.kind === "list-view" ? type.offsets : 32;
  const from = integerReader(first, bits);
  if (type.kind === "list-view") {
    return { from, length: integerReader(second, bits), most, isOrdered: false };
  }
  return { from, length: (at) => from(at + 1) - from(at), most, isOrdered: true };
}

/** Where each list ends, and which items are in them. */
function itemsOf(
  spans: Spans,
  rows: Rows,
  nulls: Nulls,
  run: Conversion,
): { ends: Int32Array; inside: Rows } {
  run.spend(rows.length * 4);
  const ends = new Int32Array(rows.length + 1);
  let total = 0;
  let isStretch = spans.isOrdered && rows.at === null;
  for (let row = 0; row < rows.length; row++) {
    const at = indexOf(rows, row);
    if (!isNull(nulls, row)) {
      const from = spans.from(at);
      const length = spans.length(at);
      if (length < 0 || (length > 0 && (from < 0 || from + length > spans.most))) {
        throw new Malformed(`list ${at + 1} has items ${from} to ${from + length} of ${spans.most}`);
      }
      total += length;
      if (total * 4 > 2 ** 30) run.spend(total * 4);
    } else if (isStretch && spans.length(at) !== 0) isStretch = false;
    ends[row + 1] = total;
  }
  if (isStretch && rows.at === null)
    return { ends, inside: stretch(rows.length > 0 ? spans.from(rows.from) : 0, total) };
  run.spend(total * 4);
  const inside = new Int32Array(total);
  for (let row = 0; row < rows.length; row++) {
    const start = ends[row] ?? 0;
    const count = (ends[row + 1] ?? 0) - start;
    if (count === 0) continue;
    const from = spans.from(indexOf(rows, row));
    for (let item = 0; item < count; item++) inside[start + item] = from + item;
  }
  return { ends, inside: picked(inside) };
}

function arrayItems(rows: Rows, size: number, run: Conversion): Rows {
  if (rows.at === null) return stretch(rows.from * size, rows.length * size);
  run.spend(rows.length * size * 4);
  const inside = new Int32Array(rows.length * size);
  for (let row = 0; row < rows.length; row++) {
    const at = rows.at[row] ?? -1;
    for (let item = 0; item < size; item++) inside[row * size + item] = at < 0 ? -1 : at * size + item;
  }
  return picked(inside);
}

/** A field inside another, under a name. */
export function fieldOf(name: string, { type, metadata }: Converter): Field {
  return new Field(name, type, true, metadata);
}

function childOf(column: Column, index = 0): Column {
  const child = column.children[index];
  if (!child) throw new Malformed("a nested column has nothing inside");
  return child;
}
