import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartQuery } from "../chart/chartQuery.ts";
import { chartSummary } from "../chart/chartSummary.ts";
import { drawnFrom } from "../chart/drawnFrom.ts";
import { asJsonObject, type JsonObject } from "../chart/jsonObject.ts";
import { specProblems } from "../chartSpec/specProblems.ts";
import { installedSchema } from "../chartSpec/testing/installedSchema.ts";
import { formNames, formOf, withAxesSwapped, withForm } from "./chartForms.ts";
import { hasGrid, withGrid, withProjection } from "./mapForm.ts";
import { nextShelf, shownShelves } from "./nextShelf.ts";
import { placeField } from "./placeField.ts";
import { prettyJson } from "./prettyJson.ts";
import { readShelves, type Shelves } from "./readShelves.ts";
import { shelfChoices, withChoice } from "./shelfChoices.ts";
import { anyUnitSpec } from "./testing/anySpec.ts";
import { writeShelves } from "./writeShelves.ts";

const columns = [
  { name: "day", type: "DATE" },
  { name: "vendor", type: "VARCHAR" },
  { name: "revenue", type: "DOUBLE" },
  { name: "n", type: "INTEGER" },
  { name: "lon", type: "DOUBLE" },
  { name: "lat", type: "DOUBLE" },
];
const bar: JsonObject = {
  mark: "bar",
  encoding: {
    y: { field: "vendor", type: "nominal", sort: "-x" },
    x: { aggregate: "sum", field: "revenue", type: "quantitative" },
  },
};
const { schema } = installedSchema();

function shelvesOf(spec: JsonObject): Shelves {
  const read = readShelves(spec);
  if (read.isBeyond) throw new Error("The chart has several views.");
  return read.shelves;
}

describe("the form of a chart", () => {
  it.each(formNames)("can be %s, whatever it was, and is then a chart that can be asked for", (form) => {
    for (const from of ["bar", "histogram", "arc", "heat", "map"] as const) {
      const spec = withForm(withForm(bar, from, columns), form, columns);
      expect(formOf(spec)).toBe(form);
      expect(specProblems(prettyJson(spec), schema, "sales", columns)).toEqual([]);
      expect(chartQuery(spec, columns, "sales", { widthPx: 400 }).ok).toBe(true);
    }
  });

  it("keeps what shelves cannot say", () => {
    fc.assert(
      fc.property(anyUnitSpec, fc.constantFrom(...formNames), (spec, form) => {
        const after = withForm(spec, form, columns);
        for (const key of ["transform", "params", "config", "own"]) expect(after[key]).toEqual(spec[key]);
      }),
      { numRuns: 40 },
    );
  });

  it("turns an amount by name into a pie, and back", () => {
    const pie = withForm(bar, "arc", columns);
    expect(pie.encoding).toMatchObject({
      theta: { aggregate: "sum", field: "revenue" },
      color: { field: "vendor" },
    });
    expect(withForm(pie, "bar", columns).encoding).toMatchObject({
      x: { field: "vendor" },
      y: { field: "revenue" },
    });
  });

  it("puts the rows themselves into a box plot, and counts them in a histogram", () => {
    expect(asJsonObject(withForm(bar, "boxplot", columns).encoding).x).not.toHaveProperty("aggregate");
    expect(withForm(bar, "histogram", columns).encoding).toMatchObject({
      x: { bin: true, field: "revenue" },
      y: { aggregate: "count" },
    });
  });

  it("swaps its axes with all that sorts by them, and twice is nothing", () => {
    expect(withAxesSwapped(bar).encoding).toMatchObject({
      x: { field: "vendor", sort: "-y" },
      y: { field: "revenue" },
    });
    fc.assert(
      fc.property(anyUnitSpec, (spec) => {
        expect(withAxesSwapped(withAxesSwapped(spec))).toEqual(spec);
      }),
      { numRuns: 40 },
    );
  });
});

describe("a map", () => {
  const map = withForm(bar, "map", columns);

  it("finds its columns by name, and has shelves although its grid is a layer", () => {
    expect(shelvesOf(map)).toMatchObject({ longitude: { field: "lon" }, latitude: { field: "lat" } });
    expect(readShelves(map)).toMatchObject({ also: [] });
    const more = writeShelves(map, {
      ...shelvesOf(map),
      size: placeField(null, "size", "circle", {}, columns),
    });
    expect(more).toMatchObject({
      layer: [{ data: { graticule: true } }, { encoding: { size: { aggregate: "count" } } }],
    });
  });

  it("goes without its grid, and takes another projection", () => {
    const bare = withGrid(map, false);
    expect(hasGrid(bare)).toBe(false);
    expect(formOf(bare)).toBe("map");
    expect(withGrid(bare, true)).toEqual(map);
    expect(withProjection(map, "mercator").projection).toEqual({ type: "mercator" });
  });

  it("says how many points it draws, its grid not counted", () => {
    const asked = chartQuery(map, columns, "sales", { widthPx: 400 });
    if (!asked.ok) throw new Error(asked.error.message);
    const values = ["lon", "lat"].map((name) => ({ name, values: [1, 2, 3] }));
    expect(chartSummary(asked.value.spec, columns, values)).toBe("Map by lon and lat: 3 points");
    const drawn = { marks: 4, fetched: 3, truncated: false, rowCount: 3 };
    expect(drawnFrom(asked.value, drawn).text).toBe("3 points from 3 rows");
  });
});

describe("shelves", () => {
  it("offer a column the first free place that suits it", () => {
    const [day, , revenue] = columns;
    if (!day || !revenue) throw new Error("There are columns.");
    expect(nextShelf(revenue, "bar", {})).toBe("y");
    expect(nextShelf(day, "bar", {})).toBe("x");
    expect(nextShelf(day, "bar", shelvesOf(bar))).toBe("color");
    expect(shownShelves("arc", {})).toContain("theta");
    expect(shownShelves("bar", { opacity: placeField(revenue, "opacity", "bar", {}, columns) })).toContain(
      "opacity",
    );
  });

  it("add amounts up on a bar, and not against another amount on a scatter plot", () => {
    const [, , revenue] = columns;
    if (!revenue) throw new Error("There are columns.");
    expect(placeField(revenue, "y", "bar", {}, columns)).toMatchObject({ aggregate: "sum" });
    expect(placeField(revenue, "y", "point", {}, columns)).toMatchObject({ aggregate: null });
    expect(placeField(revenue, "row", "bar", {}, columns)).toMatchObject({ type: "nominal" });
  });

  it("show what is chosen among what can be, and choosing it again changes nothing", () => {
    fc.assert(
      fc.property(anyUnitSpec, (spec) => {
        const shelves = shelvesOf(spec);
        for (const channel of shownShelves("bar", shelves)) {
          const shelf = shelves[channel];
          for (const { key, value, options } of shelfChoices(channel, shelves, "bar", columns)) {
            expect(options.filter((option) => option.value === value)).toHaveLength(1);
            if (shelf && value !== "")
              expect(
                writeShelves(spec, {
                  ...shelves,
                  [channel]: {
                    ...withChoice(shelf, key, value),
                    aggregate: shelf.aggregate,
                    bin: shelf.bin,
                    timeUnit: shelf.timeUnit,
                  },
                }),
              ).toEqual(spec);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("give way to each other where one choice excludes another", () => {
    const { x } = shelvesOf(bar);
    if (!x) throw new Error("There is an x.");
    expect(withChoice(x, "bin", "20")).toMatchObject({ bin: 20, aggregate: null });
    expect(withChoice(withChoice(x, "bin", "auto"), "aggregate", "mean")).toMatchObject({
      bin: null,
      aggregate: "mean",
    });
    expect(withChoice(x, "stack", "off")).toMatchObject({ stack: "off" });
    const sorted = withChoice(x, "sort", '["sum","n","descending"]');
    expect(sorted.sort).toEqual({ op: "sum", field: "n", order: "descending" });
  });
});
