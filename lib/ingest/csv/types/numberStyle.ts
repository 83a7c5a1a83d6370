import type { CsvOptions } from "../options/CsvOptions.ts";
import type { NumberStyle } from "./numberRules.ts";

/**
 * How the numbers of a file are written, from cells that can be read in one way only (`1,5`, `1.234,5`, `1,234.5`).
 * `isOpen` says that groups of three digits after a comma could be fractions as well.
 */
export function numberStyle(
  cells: Iterable<string>,
  options: CsvOptions,
): { style: NumberStyle; isOpen: boolean } {
  let commaFractions = 0;
  let pointFractions = 0;
  const grouped = new Map<string, number>();
  for (const cell of cells) {
    const text = cell.trim();
    if (!/^[+-]?\d[\d.,' \u00a0\u202f]*$/.test(text)) continue;
    if (
      /^[+-]?\d+,(?:\d{1,2}|\d{4,})$/.test(text) ||
      /^[+-]?\d{1,3}(?:[.' \u00a0\u202f]\d{3})+,\d+$/.test(text)
    )
      commaFractions++;
    else if (
      /^[+-]?\d+\.(?:\d{1,2}|\d{4,})$/.test(text) ||
      /^[+-]?\d{1,3}(?:[,' \u00a0\u202f]\d{3})+\.\d+$/.test(text)
    )
      pointFractions++;
    const group = /^[+-]?[1-9]\d{0,2}([.,' \u00a0\u202f])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$/.exec(text)?.[1];
    if (group) grouped.set(group, (grouped.get(group) ?? 0) + 1);
  }
  const decimal = options.decimal ?? (commaFractions > pointFractions ? "," : ".");
  const [best] = [...grouped.entries()].filter(([mark]) => mark !== decimal).sort((a, b) => b[1] - a[1]);
  // A point between three digits and three is a fraction in most files.
  const thousands = options.thousands ?? (best && (best[0] !== "." || decimal === ",") ? best[0] : "");
  return {
    style: { decimal, thousands },
    isOpen: thousands === "," && commaFractions + pointFractions === 0,
  };
}
