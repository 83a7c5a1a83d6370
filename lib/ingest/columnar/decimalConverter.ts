import { Data, Decimal } from "apache-arrow";
import { words128 } from "../arrow/dataOf.ts";
import { decimalText } from "../arrow/decimalText.ts";
import type { ArrowType } from "./arrowField.ts";
import type { Converter, Form } from "./conversion.ts";
import { isNull, nullsOf, pickedBytes } from "./pickedValues.ts";
import { textMaker } from "./textConverters.ts";
import { bigintReader, int64View } from "./typedViews.ts";

type DecimalType = ArrowType & { kind: "decimal" };

/** DuckDB's decimals have no more digits than this. */
const mostDigits = 38;

/**
 * Decimals of 32 to 256 bits as DuckDB's, with the declared digits and places. Files hold values of more digits than
 * declared; the column then gets as many as the longest has, and where that is more than 38, it becomes text.
 */
export function decimalConverter(declared: DecimalType, path: string, form: Form | undefined): Converter {
  const { scale } = declared;
  // DuckDB has no places left of the point: values are written out to the last digit instead.
  const shift = scale < 0 ? 10n ** BigInt(-scale) : 1n;
  const wanted = form?.kind === "digits" ? form.digits : declared.precision + Math.max(0, -scale);
  const digits = Math.max(Math.min(wanted, mostDigits), scale, 1);
  if (form?.kind === "text" || digits > mostDigits) return textConverter(declared);
  const type = new Decimal(Math.max(0, scale), digits);
  const limit = 10n ** BigInt(digits);
  return {
    type,
    convert(column, rows, run) {
      const nulls = nullsOf(column, rows, run);
      const read = unscaledReader(declared.bits, pickedBytes(column, rows, declared.bits / 8, run));
      run.spend(rows.length * 64);
      const values = new Array<bigint>(rows.length).fill(0n);
      let longest = 0n;
      for (let row = 0; row < rows.length; row++) {
        if (isNull(nulls, row)) continue;
        const value = read(row) * shift;
        values[row] = value;
        const size = value < 0n ? -value : value;
        if (size > longest) longest = size;
      }
      if (longest >= limit) {
        const needed = longest.toString().length;
        const wider: Form = needed > mostDigits ? { kind: "text" } : { kind: "digits", digits: needed };
        return run.widen(path, wider, type, rows.length);
      }
      return new Data(type, 0, rows.length, nulls.nullCount, [undefined, words128(values), nulls.nullBitmap]);
    },
  };
}

/** Decimals as text, to the last digit. */
function textConverter({ bits, scale }: DecimalType): Converter {
  return textMaker(({ buffers: [bytes = new Uint8Array(0)] }) => {
    const read = unscaledReader(bits, bytes);
    return (at) => decimalText(read(at), scale);
  });
}

/** Reads the unscaled value at an index: two's complement, little end first. */
function unscaledReader(bits: number, bytes: Uint8Array): (at: number) => bigint {
  if (bits === 32 || bits === 64) return bigintReader(bytes, bits);
  const signed = int64View(bytes);
  const words = bits / 64;
  return (at) => {
    let value = signed[at * words + words - 1] ?? 0n;
    for (let word = words - 2; word >= 0; word--) {
      value = (value << 64n) | BigInt.asUintN(64, signed[at * words + word] ?? 0n);
    }
    return value;
  };
}
