import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asJsonObject } from "../chart/jsonObject.ts";
import { editJson } from "./editJson.ts";
import { prettyJson } from "./prettyJson.ts";
import { readShelves, type Shelves } from "./readShelves.ts";
import { channels, emptyShelf, type Shelf, written } from "./shelf.ts";
import { anyUnitSpec } from "./testing/anySpec.ts";
import { writeOne, writeShelves } from "./writeShelves.ts";

const bar = {
  mark: "bar",
  encoding: {
    y: { field: "vendor", type: "nominal", sort: "-x", axis: { labelLimit: 80 } },
    x: { aggregate: "sum", field: "revenue", type: "quantitative", scale: { zero: false, nice: true } },
    href: { field: "link" },
  },
  transform: [{ filter: "datum.revenue > 0" }],
  config: { axis: { grid: false } },
};

function shelvesOf(spec: object): Shelves {
  const read = readShelves(asJsonObject(spec));
  if (read.isBeyond) throw new Error("The chart has several views.");
  return read.shelves;
}

const anyShelf: fc.Arbitrary<Shelf> = fc
  .record(
    {
      field: fc.constantFrom("n", "a\\.b"),
      type: fc.constantFrom("quantitative" as const, "nominal" as const, null),
      aggregate: fc.constantFrom("sum", "median", null),
      bin: fc.constantFrom("auto" as const, 12, null),
      timeUnit: fc.constantFrom("yearmonth", null),
      sort: fc.constantFrom(
        "-x" as const,
        "none" as const,
        { field: "n", op: "sum", order: "descending" as const },
        null,
      ),
      scale: fc.constantFrom("log", "sqrt", null),
      zero: fc.constantFrom(true, false, null),
      stack: fc.constantFrom("off" as const, "normalize" as const, null),
      title: fc.constantFrom("Revenue", "", null),
    },
    { requiredKeys: ["field"] },
  )
  .map((some) => ({ ...emptyShelf, ...some }));

describe("shelves of a chart", () => {
  it("are read in the words of Vega-Lite, and what they have no word for is named", () => {
    const read = readShelves(bar);
    if (read.isBeyond) throw new Error("This is one view.");
    expect(read.shelves.x).toMatchObject({ aggregate: "sum", field: "revenue", zero: false, scale: null });
    expect(read.shelves.y).toMatchObject({ field: "vendor", sort: "-x" });
    expect(read.also).toEqual(["transform", "config", "y axis", "x scale", "href"]);
  });

  it("change nothing by being read and written again, whatever was written by hand", () => {
    fc.assert(
      fc.property(anyUnitSpec, (spec) => {
        expect(writeShelves(spec, shelvesOf(spec))).toEqual(spec);
      }),
    );
  });

  it("change their own channel only, and say afterwards what was chosen", () => {
    fc.assert(
      fc.property(anyUnitSpec, fc.constantFrom(...channels), anyShelf, (spec, channel, shelf) => {
        const before = asJsonObject(spec.encoding);
        const after = writeOne(spec, shelvesOf(spec), channel, shelf);
        const { [channel]: _old, ...others } = before;
        const { [channel]: _new, ...untouched } = asJsonObject(after.encoding);
        expect(untouched).toEqual(others);
        expect({ ...after, encoding: null }).toEqual({ ...spec, encoding: null });
        expect(shelvesOf(after)[channel]).toEqual(shelf);
      }),
    );
  });

  it("keep what stands beside a choice in the same channel", () => {
    const { x } = shelvesOf(bar);
    if (!x) throw new Error("There is an x.");
    const after = writeOne(bar, shelvesOf(bar), "x", { ...x, scale: "log", zero: null, aggregate: "mean" });
    expect(after.encoding).toEqual({
      ...bar.encoding,
      x: { aggregate: "mean", field: "revenue", type: "quantitative", scale: { type: "log", nice: true } },
    });
  });

  it("leave a channel that is emptied out of the text, and a value alone", () => {
    const spec = { mark: "bar", encoding: { x: { field: "a" }, color: { value: "red" } } };
    expect(shelvesOf(spec).color).toBeUndefined();
    expect(writeOne(spec, shelvesOf(spec), "x", null)).toEqual({
      mark: "bar",
      encoding: { color: { value: "red" } },
    });
  });

  it("say of a part that was written by hand that it was, and keep it while others change", () => {
    const spec = { mark: "bar", encoding: { x: { field: "a", bin: { step: 5 }, sort: ["b", "a"] } } };
    const { x } = shelvesOf(spec);
    if (!x) throw new Error("There is an x.");
    expect([x.bin, x.sort]).toEqual([written, written]);
    expect(writeOne(spec, { x }, "x", { ...x, title: "A" }).encoding).toEqual({
      x: { field: "a", bin: { step: 5 }, sort: ["b", "a"], title: "A" },
    });
    expect(writeOne(spec, { x }, "x", { ...x, bin: 9 }).encoding).toEqual({
      x: { field: "a", bin: { maxbins: 9 }, sort: ["b", "a"] },
    });
  });

  it.each([
    ["layers", { layer: [{ mark: "bar" }, { mark: "rule" }] }, ["layer"]],
    ["charts beside each other", { hconcat: [{ mark: "bar" }] }, ["hconcat"]],
    ["a repeated chart", { repeat: ["a"], spec: { mark: "bar" } }, ["repeat", "spec"]],
  ])("do not speak of %s, and leave them as they are", (_name, spec, views) => {
    expect(readShelves(spec)).toEqual({ isBeyond: true, views });
    expect(writeShelves(spec, { x: { ...emptyShelf, field: "a" } })).toBe(spec);
  });
});

describe("the text of a chart", () => {
  it("is written as people write it", () => {
    expect(prettyJson({ mark: "bar", encoding: { x: { field: "a", title: null } } })).toBe(
      '{\n  "mark": "bar",\n  "encoding": {\n    "x": { "field": "a", "title": null }\n  }\n}',
    );
  });

  it("stays to the letter where nothing changed: spaces, lines, and numbers that no double holds", () => {
    const text = '\n{"mark":   "bar",\n    "own": [12345678901234567890, 1.0],\n  "title": "a" }\n';
    const after = { ...JSON.parse(text), title: "b" };
    expect(editJson(text, after)).toBe(
      '\n{\n  "mark": "bar",\n  "own": [12345678901234567890, 1.0],\n  "title": "b"\n}\n',
    );
  });

  it("drops a key that every object inherits, too", () => {
    expect(JSON.parse(editJson('{"own":{"toString":false}}', { own: {} }))).toEqual({ own: {} });
    expect(editJson('{"own":{}}', { own: { constructor: 1 } })).toContain('"constructor": 1');
  });

  it("says after an edit what it is to say, and stays the same where that is nothing new", () => {
    fc.assert(
      fc.property(
        anyUnitSpec,
        anyUnitSpec,
        fc.constantFrom(undefined, 1, 4, "\t"),
        (before, after, space) => {
          const text = JSON.stringify(before, null, space);
          expect(editJson(text, before)).toBe(text);
          expect(JSON.parse(editJson(text, after))).toEqual(JSON.parse(JSON.stringify(after)));
        },
      ),
    );
  });

  it("keeps the lines of everything around one changed channel", () => {
    const text = prettyJson(bar);
    const after = writeOne(bar, shelvesOf(bar), "y", null);
    const gone = text.split("\n").filter((line) => !editJson(text, after).split("\n").includes(line));
    expect(gone).toHaveLength(1);
    expect(gone[0]).toContain('"y"');
  });
});
