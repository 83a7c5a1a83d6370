import { describe, expect, it } from "vitest";
import type { ParamDefinition } from "./param.ts";
import { readDefinition } from "./readDefinition.ts";

function definitionOf(source: string): ParamDefinition {
  const read = readDefinition(source);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** "line:column message | hint" of the error in a definition. */
function errorOf(source: string): string {
  const read = readDefinition(source);
  if (read.ok) return "none";
  const { line, column, message, hint } = read.error;
  return `${line}:${column} ${message} | ${hint}`;
}

describe("the definition of an input", () => {
  it("says its type and gets the default of that type", () => {
    expect(definitionOf("type: text")).toEqual({ type: "text", label: "", placeholder: "", value: "" });
    expect(definitionOf("type: checkbox")).toMatchObject({ value: false });
    expect(definitionOf("type: date")).toMatchObject({ value: null, min: null, max: null });
    expect(definitionOf("type: slider\nmin: -1\nmax: 1\nstep: 0.25")).toMatchObject({ value: "-1.00" });
    expect(definitionOf("type: multi-select\noptions: [a, b]")).toMatchObject({ value: [] });
    expect(definitionOf("type: select\nfrom: orders.unit price")).toMatchObject({
      choices: { kind: "column", relation: "orders", column: "unit price" },
      value: null,
    });
    expect(definitionOf("type: file\nlabel: Orders")).toEqual({ type: "file", label: "Orders", value: null });
  });

  it("keeps numbers exactly as they are written", () => {
    const long = "12345678901234567890123456789012345678";
    expect(definitionOf(`type: number\nvalue: ${long}`)).toMatchObject({ value: long });
    expect(definitionOf("type: number\nvalue: 1.50\nmax: 2.0")).toMatchObject({ value: "1.50", max: "2.0" });
    expect(definitionOf("type: select\noptions: [2023, 2024]\nvalue: 2024")).toMatchObject({
      choices: { of: "number" },
      value: "2024",
    });
    expect(definitionOf('type: text\nvalue: 1.10\nlabel: "2024"')).toMatchObject({
      value: "1.10",
      label: "2024",
    });
  });

  it("takes options with labels, and ranges in two spellings", () => {
    expect(definitionOf("type: select\noptions:\n  - { value: de, label: Germany }\n  - fr")).toMatchObject({
      choices: {
        options: [
          { value: "de", label: "Germany" },
          { value: "fr", label: "fr" },
        ],
      },
    });
    const range = { start: "2024-01-01", end: "2024-02-29" };
    for (const value of ["{ start: 2024-01-01, end: 2024-02-29 }", "2024-01-01..2024-02-29"])
      expect(definitionOf(`type: date range\nvalue: ${value}`)).toMatchObject({ value: range });
  });

  it.each([
    ["", "1:1 The definition is empty. | Begin with a line such as type: slider."],
    ["- a", "1:1 The definition is a list of keys, one a line. | Begin with a line such as type: slider."],
    [
      "label: x",
      "1:1 The definition does not say what kind of input it is. | Add type: text, number, slider, date, date range, select, multi-select, checkbox, file.",
    ],
    ["type: slidr\nmin: 0", '1:7 There is no input of the type "slidr". | Did you mean slider?'],
    ["type: daterange", '1:7 There is no input of the type "daterange". | Did you mean date range?'],
    ["type: number\nsteps: 1", '2:1 A number has no "steps". | Did you mean step?'],
    [
      "type: text\noptions: [a]",
      '2:1 A text has no "options". | That belongs to select. A text takes type, label, value and placeholder.',
    ],
    ["type: slider\nmin: 0", "1:7 A slider needs max. | Add lines such as min: 0 and max: 100."],
    ["type: slider\nmin: 5\nmax: 1", "3:6 max (1) is smaller than min (5). | Swap the two."],
    [
      "type: slider\nmin: 0\nmax: 1e9",
      "3:6 The slider would have 1,000,000,000 steps; a million is the most. | Make the step larger, or use type: number.",
    ],
    ["type: number\nmax: 10\nvalue: 12", "3:8 12 is above the largest value, 10. | Take one up to 10."],
    ["type: slider\nmin: 0\nmax: 10\nstep: 4\nvalue: 5", "5:8 5 is not a step of 4 from 0. | 4 or 8 is."],
    ["type: date\nvalue: 2023-02-29", '2:8 "2023-02-29" is not a day. | Write it as 2024-12-31.'],
    [
      "type: date range\nvalue: 2024-02-01..2024-01-01",
      "2:8 The range ends on 2024-01-01, before it starts on 2024-02-01. | Swap the two.",
    ],
    ["type: select", "1:7 A select needs options. | Add options: [a, b], or from: RELATION.COLUMN."],
    [
      "type: select\nfrom: orders",
      "2:7 from names a relation and one of its columns. | Write it as from: orders.region.",
    ],
    [
      "type: select\noptions: [north, south]\nvalue: nort",
      '3:8 "nort" is not one of the options. | Did you mean "north"?',
    ],
    [
      "type: select\noptions: [a, 1]",
      '2:10 Some options are numbers and others are text. | Put the numbers in quotes ("2024"), so that all are text.',
    ],
    ["type: select\noptions: [a, a]", '2:10 The option "a" stands there twice. | Leave one of them out.'],
    ["type: checkbox\nvalue: maybe", '2:8 "maybe" is neither true nor false. | Write true or false.'],
    [
      "type: number\nas: DECIMAL(10,2)\nvalue: 1.234",
      "3:8 1.234 has more than 2 digits behind the point, which is all that DECIMAL(10,2) holds. | Write another.",
    ],
    [
      "type: number\nas: money",
      '2:5 A number cannot be taken as "money". | Write BIGINT, DOUBLE or DECIMAL(18,2), or leave the line out.',
    ],
    ["type: text\nlabel:", '2:1 "label" has no value. | Write one behind it, or leave the line out.'],
    ["type: text\nvalue: &a x\nlabel: *a", "3:8 References (*) are not read here. | Write the value itself."],
  ])("%j is told at its place", (source, error) => {
    expect(errorOf(source)).toBe(error);
  });

  it("tells where YAML itself breaks", () => {
    const read = readDefinition("type: text\nlabel: [a");
    expect(read).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("not YAML"), line: 2 },
    });
    expect(readDefinition("type: text\ntype: date")).toMatchObject({ ok: false, error: { line: 2 } });
  });
});
