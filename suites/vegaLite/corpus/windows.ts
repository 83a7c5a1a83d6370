import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const date = { field: "date", type: "temporal" };

/** Windows, running sums and means, ranks, neighbours and stacks. */
export const windows: Corpus = {
  weather: {
    "window: running mean": {
      transform: [
        {
          window: [{ op: "mean", field: "temp_max", as: "rolling" }],
          frame: [-15, 15],
          sort: [{ field: "date" }],
        },
      ],
      encoding: { x: date, y: { type: q, axis: { title: "Max" } } },
      layer: [
        { mark: { type: "point", opacity: 0.3 }, encoding: { y: { field: "temp_max", title: "Max" } } },
        {
          mark: { type: "line", color: "red", size: 3 },
          encoding: { y: { field: "rolling", title: "Rolling" } },
        },
      ],
    },
    "window: running sum": {
      transform: [
        { sort: [{ field: "date" }], window: [{ op: "sum", field: "precipitation", as: "total" }] },
      ],
      mark: "area",
      encoding: { x: date, y: { field: "total", type: q } },
    },
    "window: running extremes of a fortnight": {
      transform: [
        {
          window: [
            { op: "max", field: "temp_max", as: "high" },
            { op: "min", field: "temp_min", as: "low" },
          ],
          frame: [-13, 0],
          sort: [{ field: "date" }],
        },
      ],
      mark: "area",
      encoding: { x: date, y: { field: "low", type: q }, y2: { field: "high" } },
    },
    "window: change to the day before": {
      transform: [
        { window: [{ op: "lag", field: "temp_max", as: "before" }], sort: [{ field: "date" }] },
        { calculate: "datum.temp_max - datum.before", as: "change" },
        { filter: "datum.before !== null" },
      ],
      mark: "bar",
      encoding: { x: date, y: { field: "change", type: q } },
    },
    "window: frame with peers": {
      transform: [
        {
          window: [
            { op: "count", as: "n" },
            { op: "mean", field: "wind", as: "near" },
            { op: "first_value", field: "wind", as: "first" },
          ],
          frame: [-3, 3],
          sort: [{ field: "weather" }],
        },
      ],
      mark: "point",
      encoding: {
        x: { field: "n", type: q },
        y: { field: "near", type: q },
        size: { field: "first", type: q },
      },
    },
    "window: frame without peers": {
      transform: [
        {
          window: [
            { op: "count", as: "n" },
            { op: "last_value", field: "wind", as: "last" },
          ],
          frame: [-3, 3],
          ignorePeers: true,
          sort: [{ field: "weather" }],
        },
      ],
      mark: "point",
      encoding: { x: { field: "n", type: q }, y: { field: "last", type: q } },
    },
    "window: cumulative by kind": {
      transform: [
        { aggregate: [{ op: "count", as: "days" }], groupby: ["weather"] },
        {
          window: [{ op: "sum", field: "days", as: "upTo" }],
          sort: [{ field: "days", order: "descending" }, { field: "weather" }],
        },
      ],
      mark: "bar",
      encoding: { x: { field: "weather", type: "nominal", sort: null }, y: { field: "upTo", type: q } },
    },
    "window: share up to here": {
      transform: [{ window: [{ op: "percent_rank", as: "part" }], sort: [{ field: "wind" }] }],
      mark: "line",
      encoding: { x: { field: "wind", type: q }, y: { field: "part", type: q } },
    },
    "window: distribution that is Vega's": {
      transform: [{ window: [{ op: "cume_dist", as: "part" }], sort: [{ field: "wind" }] }],
      mark: "line",
      encoding: { x: { field: "wind", type: q }, y: { field: "part", type: q } },
    },
  },
  sales: {
    "window: ranks within regions": {
      transform: [
        { filter: "datum.amount !== null" },
        {
          window: [
            { op: "dense_rank", as: "rank" },
            { op: "row_number", as: "row" },
          ],
          sort: [{ field: "quantity", order: "descending" }],
          groupby: ["region"],
        },
        { filter: "datum.row <= 8" },
      ],
      mark: "point",
      encoding: {
        x: { field: "rank", type: "ordinal" },
        y: { field: "amount", type: q },
        color: { field: "region", type: "nominal" },
      },
    },
    "window: NULL and NaN in an order": {
      transform: [
        {
          window: [
            { op: "row_number", as: "place" },
            { op: "rank", as: "rank" },
          ],
          sort: [{ field: "score" }, { field: "amount", order: "descending" }],
        },
      ],
      mark: "point",
      encoding: {
        x: { field: "place", type: q },
        y: { field: "rank", type: q },
        color: { field: "region", type: "nominal" },
      },
    },
    "window: two values on": {
      transform: [
        {
          window: [
            { op: "lead", field: "quantity", param: 2, as: "later" },
            { op: "nth_value", field: "quantity", param: 2, as: "second" },
          ],
          sort: [{ field: "id" }],
          frame: [-1, 4],
        },
      ],
      mark: "point",
      encoding: { x: { field: "later", type: q }, y: { field: "second", type: q } },
    },
    "window: all of a group beside each": {
      transform: [
        { window: [{ op: "mean", field: "amount", as: "mean" }], frame: [null, null], groupby: ["region"] },
        { calculate: "datum.amount - datum.mean", as: "deviation" },
      ],
      mark: "bar",
      encoding: { y: { field: "id", type: "ordinal", axis: null }, x: { field: "deviation", type: q } },
    },
    "window: above their group's mean": {
      transform: [
        {
          joinaggregate: [
            { op: "mean", field: "price", as: "usual" },
            { op: "count", as: "n" },
          ],
          groupby: ["region"],
        },
        { filter: "datum.price - datum.usual > 20000" },
      ],
      mark: "point",
      encoding: {
        x: { field: "price", type: q },
        y: { field: "region", type: "nominal" },
        size: { field: "n", type: q },
      },
    },
    "window: top two regions": {
      transform: [
        { aggregate: [{ op: "sum", field: "amount", as: "total" }], groupby: ["region"] },
        { window: [{ op: "row_number", as: "rank" }], sort: [{ field: "total", order: "descending" }] },
        { filter: "datum.rank <= 2" },
      ],
      mark: "bar",
      encoding: { x: { field: "total", type: q }, y: { field: "region", type: "nominal", sort: "-x" } },
    },
    "stack: below and above zero": {
      transform: [
        { filter: "datum.id < 60" },
        { stack: "amount", groupby: ["region"], sort: [{ field: "id" }], as: ["low", "high"] },
      ],
      mark: "bar",
      encoding: {
        x: { field: "region", type: "nominal" },
        y: { field: "low", type: q },
        y2: { field: "high" },
        color: { field: "quantity", type: q },
      },
    },
    "stack: normalised": {
      transform: [
        { aggregate: [{ op: "count", as: "n" }], groupby: ["region", "paid"] },
        { stack: "n", groupby: ["region"], sort: [{ field: "n" }], offset: "normalize", as: ["low", "high"] },
      ],
      mark: "bar",
      encoding: {
        x: { field: "region", type: "nominal" },
        y: { field: "low", type: q },
        y2: { field: "high" },
        color: { field: "paid", type: "nominal" },
      },
    },
    "stack: centred": {
      transform: [
        { aggregate: [{ op: "count", as: "n" }], groupby: ["region", "quantity"] },
        {
          stack: "n",
          groupby: ["quantity"],
          sort: [{ field: "region" }],
          offset: "center",
          as: ["low", "high"],
        },
      ],
      mark: "bar",
      encoding: {
        x: { field: "quantity", type: "ordinal" },
        y: { field: "low", type: q },
        y2: { field: "high" },
        color: { field: "region", type: "nominal" },
      },
    },
    "stack: mosaic": {
      transform: [
        { aggregate: [{ op: "count", as: "n" }], groupby: ["region", "paid"] },
        {
          stack: "n",
          groupby: [],
          as: ["x1", "x2"],
          offset: "normalize",
          sort: [{ field: "region", order: "ascending" }],
        },
        {
          window: [
            { op: "min", field: "x1", as: "left" },
            { op: "max", field: "x2", as: "right" },
          ],
          frame: [null, null],
          groupby: ["region"],
        },
        {
          stack: "n",
          groupby: ["region"],
          as: ["y1", "y2"],
          offset: "normalize",
          sort: [{ field: "paid", order: "ascending" }],
        },
      ],
      mark: "rect",
      encoding: {
        x: { field: "left", type: q },
        x2: { field: "right" },
        y: { field: "y1", type: q },
        y2: { field: "y2" },
        color: { field: "region", type: "nominal" },
        opacity: { field: "paid", type: "nominal" },
      },
    },
  },
};
