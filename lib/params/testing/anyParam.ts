import fc from "fast-check";
import type { ParamValue } from "../param.ts";

/** A definition's text and a value that it holds, of any type but a file. */
export interface AnyParam {
  readonly source: string;
  readonly value: ParamValue;
}

const day = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const numberText = fc
  .tuple(fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }), fc.nat({ max: 20 }))
  .map(([digits, scale]) => {
    const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
    const sign = digits < 0n ? "-" : "";
    return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
  });

/** Texts that YAML and JSON have a hard time with. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "yes",
    "null",
    "1.10",
    "a: b",
    "# c",
    "[x",
    "'",
    '"',
    "{{a}}",
    "2024-01-01",
    "a,b",
    "\n",
    "..",
    "- a",
  ),
);

const options = fc.uniqueArray(
  anyText.filter((text) => text !== ""),
  { minLength: 1, maxLength: 6 },
);

/** Sliders by the number of steps, so that every value lies on one. */
const slider = fc
  .tuple(
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: 1, max: 50 }),
    fc.integer({ min: 1, max: 99 }),
    fc.nat({ max: 3 }),
    fc.nat(),
  )
  .map(([min, step, steps, scale, at]): AnyParam => {
    const text = (digits: number) => (scale === 0 ? String(digits) : (digits / 10 ** scale).toFixed(scale));
    const source = `type: slider\nmin: ${text(min)}\nmax: ${text(min + step * steps)}\nstep: ${text(step)}`;
    return { source, value: text(min + step * (at % (steps + 1))) };
  });

/** Any definition with any value that it takes. */
export const anyParam: fc.Arbitrary<AnyParam> = fc.oneof(
  anyText.map((value) => ({ source: "type: text # as people say it\nlabel: Name", value })),
  fc.option(numberText).map((value) => ({ source: "type: number", value })),
  slider,
  fc.option(day).map((value) => ({ source: "# first\ntype: date\n", value })),
  fc
    .option(fc.tuple(day, day).map(([a, b]) => (a < b ? { start: a, end: b } : { start: b, end: a })))
    .map((value) => ({ source: "type: date range", value })),
  fc.tuple(options, fc.nat()).map(([of, at]) => ({
    source: `type: select\noptions: ${JSON.stringify(of)}`,
    value: of[at % of.length] ?? "",
  })),
  fc.tuple(options, fc.nat()).map(([of, at]) => ({
    source: `type: multi-select\noptions: ${JSON.stringify(of)}`,
    value: of.slice(0, at % (of.length + 1)),
  })),
  fc.boolean().map((value) => ({ source: "{ type: checkbox, label: On }", value })),
);
