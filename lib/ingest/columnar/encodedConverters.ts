import type { ArrowField, ArrowType } from "./arrowField.ts";
import type { Converter } from "./conversion.ts";
import { Malformed } from "./Malformed.ts";
import { isNull, nullsOf } from "./pickedValues.ts";
import { indexOf, picked } from "./rows.ts";
import { integerReader } from "./typedViews.ts";

/** Values named by their place in a dictionary, as the values themselves. */
export function dictionaryConverter(
  { bits, signed }: ArrowType & { kind: "int" },
  value: Converter,
): Converter {
  return {
    ...value,
    convert(column, rows, run) {
      const { dictionary, buffers } = column;
      const count = dictionary?.length ?? 0;
      run.spend(rows.length * 4);
      const nulls = nullsOf(column, rows, run);
      const read = integerReader(buffers[0], bits);
      const at = new Int32Array(rows.length).fill(-1);
      for (let row = 0; row < rows.length; row++) {
        if (isNull(nulls, row)) continue;
        const stored = read(indexOf(rows, row));
        const index = stored < 0 && !signed ? stored + 2 ** bits : stored;
        if (index < 0 || index >= count) {
          throw new Malformed(`an index of ${index} points into a dictionary of ${count} values`);
        }
        at[row] = index;
      }
      if (!dictionary) throw new Malformed("a column of indexes has no dictionary");
      return value.convert(dictionary, picked(at), run);
    },
  };
}

/** Runs of equal values, as the values themselves. */
export function runsConverter({ children: [ends] }: ArrowField, value: Converter): Converter {
  const bits = ends?.type.kind === "int" ? ends.type.bits : 32;
  return {
    ...value,
    convert(column, rows, run) {
      const [runEnds, values] = column.children;
      if (!runEnds || !values) throw new Malformed("a column of runs lacks a part");
      const end = integerReader(runEnds.buffers[0], bits);
      const last = runEnds.length - 1;
      for (let index = 0; index <= last; index++) {
        if (end(index) <= (index === 0 ? 0 : end(index - 1))) {
          throw new Malformed(
            `run ${index + 1} ends at ${end(index)}, where the one before it ended or earlier`,
          );
        }
      }
      if (values.length < runEnds.length || (column.length > 0 && end(last) < column.length)) {
        throw new Malformed(`its runs stand for fewer values than the ${column.length} that there must be`);
      }
      run.spend(rows.length * 4);
      const at = new Int32Array(rows.length);
      let current = 0;
      for (let row = 0; row < rows.length; row++) {
        const index = indexOf(rows, row);
        const isNext =
          current <= last && index < end(current) && (current === 0 || index >= end(current - 1));
        if (index < 0) at[row] = -1;
        else {
          if (!isNext) current = runAt(end, last, index);
          at[row] = current;
        }
      }
      return value.convert(values, picked(at), run);
    },
  };
}

/** The first run that ends after an index. */
function runAt(end: (run: number) => number, last: number, index: number): number {
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (end(middle) > index) high = middle;
    else low = middle + 1;
  }
  return low;
}
