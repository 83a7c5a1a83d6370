import fc from "fast-check";
import type { JsonObject } from "../../chart/jsonObject.ts";
import { channels } from "../shelf.ts";

const text = fc.constantFrom("revenue", "a\\.b", 'says "hi"', "Größe", "", "constructor");
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>("ascending", "-x", "binned", true, false, null, 0, { maxbins: 7 }, { step: 5 }),
);

/** What stands in a channel: what shelves can say, what they cannot, and what is no Vega-Lite at all. */
export const anyDefinition = fc.oneof(
  fc.record(
    {
      field: fc.oneof(text, fc.constant({ repeat: "layer" })),
      type: fc.constantFrom("quantitative", "temporal", "nominal", "ordinal", "geojson", 3),
      aggregate: fc.constantFrom("count", "sum", "q1", { argmax: "at" }),
      bin: anything,
      timeUnit: fc.constantFrom("year", "yearmonth", { unit: "month", step: 3 }, null),
      sort: fc.oneof(anything, fc.constant({ field: "n", op: "sum" })),
      scale: fc.constantFrom(
        null,
        {},
        { type: "log" },
        { zero: false, scheme: "viridis" },
        { domain: [1, 2] },
      ),
      stack: fc.constantFrom(null, true, false, "zero", "normalize", "center"),
      title: fc.oneof(text, fc.constant(null), fc.constant(["two", "lines"])),
      axis: fc.constantFrom(null, { grid: false }),
      condition: fc.constantFrom({ param: "brush", value: "red" }),
    },
    { requiredKeys: [] },
  ),
  fc.record({ value: anything }),
  fc.record({ datum: anything }),
  fc.array(fc.record({ field: text }), { maxLength: 3 }),
  fc.constant({ aggregate: "count" }),
);

/** A chart of one view, written by hand. */
export const anyUnitSpec: fc.Arbitrary<JsonObject> = fc.record(
  {
    mark: fc.constantFrom<unknown>("bar", "line", "point", { type: "area", opacity: 0.4 }, "errorband"),
    encoding: fc.dictionary(fc.constantFrom(...channels, "x2", "href", "order", "yOffset"), anyDefinition),
    transform: fc.constant([{ filter: "datum.n > 3" }]),
    params: fc.constant([{ name: "brush", select: "interval" }]),
    config: fc.constant({ axis: { grid: false } }),
    title: anything,
    own: anything,
  },
  { requiredKeys: ["mark"] },
);
