import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const month = { timeUnit: "yearmonth", field: "date", type: "temporal" };
const sum = { aggregate: "sum", field: "precipitation", type: q };
const kind = { field: "weather", type: "nominal" };

/** Areas, streams and arcs. */
export const areas: Corpus = {
  weather: {
    "area: sum by month": { mark: "area", encoding: { x: month, y: sum } },
    "area: stacked": { mark: "area", encoding: { x: month, y: { aggregate: "count" }, color: kind } },
    "area: normalised": {
      mark: "area",
      encoding: { x: month, y: { aggregate: "count", stack: "normalize", axis: null }, color: kind },
    },
    "area: a stream": {
      mark: "area",
      encoding: {
        x: { ...month, axis: { domain: false } },
        y: { ...sum, stack: "center", axis: null },
        color: kind,
      },
    },
    "area: with a gradient": {
      mark: {
        type: "area",
        line: { color: "darkgreen" },
        color: {
          x1: 1,
          y1: 1,
          x2: 1,
          y2: 0,
          gradient: "linear",
          stops: [
            { offset: 0, color: "white" },
            { offset: 1, color: "darkgreen" },
          ],
        },
      },
      encoding: { x: month, y: { aggregate: "max", field: "temp_max", type: q } },
    },
    "area: between least and greatest": {
      mark: { type: "area", opacity: 0.3 },
      encoding: {
        x: month,
        y: { aggregate: "min", field: "temp_min", type: q },
        y2: { aggregate: "max", field: "temp_max" },
      },
    },
    "area: range with a line in it": {
      encoding: { x: month },
      layer: [
        {
          mark: { type: "area", opacity: 0.3, color: "#85c5a6" },
          encoding: {
            y: { aggregate: "average", field: "temp_max", type: q },
            y2: { aggregate: "average", field: "temp_min" },
          },
        },
        {
          mark: { type: "line", interpolate: "monotone" },
          encoding: { y: { aggregate: "average", field: "precipitation", type: q } },
        },
      ],
      resolve: { scale: { y: "independent" } },
    },
    "area: a horizon": {
      transform: [
        { timeUnit: "yearmonth", field: "date", as: "m" },
        { aggregate: [{ op: "sum", field: "precipitation", as: "rain" }], groupby: ["m"] },
        { calculate: "datum.rain - 60", as: "over" },
      ],
      encoding: { x: { field: "m", type: "temporal" } },
      layer: [
        {
          mark: { type: "area", clip: true },
          encoding: { y: { field: "rain", type: q, scale: { domain: [0, 60] } }, opacity: { value: 0.6 } },
        },
        {
          mark: { type: "area", clip: true },
          encoding: { y: { field: "over", type: q, scale: { domain: [0, 60] } }, opacity: { value: 0.3 } },
        },
      ],
    },
    "arc: pie of counts": { mark: "arc", encoding: { theta: { aggregate: "count", type: q }, color: kind } },
    "arc: donut with a hole": {
      mark: { type: "arc", innerRadius: 50 },
      encoding: { theta: sum, color: kind },
    },
    "arc: pie with labels": {
      encoding: {
        theta: { aggregate: "sum", field: "wind", type: q, stack: true },
        color: { ...kind, legend: null },
      },
      layer: [
        { mark: { type: "arc", outerRadius: 80 } },
        { mark: { type: "text", radius: 90 }, encoding: { text: kind } },
      ],
    },
    "arc: rose of months": {
      mark: { type: "arc", innerRadius: 5, stroke: "#fff" },
      encoding: {
        theta: { field: "date", timeUnit: "month", type: "ordinal" },
        radius: {
          aggregate: "sum",
          field: "precipitation",
          type: q,
          scale: { type: "sqrt", zero: true, rangeMin: 10 },
        },
        color: { field: "date", timeUnit: "month", type: "ordinal" },
      },
    },
  },
  letters: {
    "arc: pie of values": {
      mark: "arc",
      encoding: { theta: { field: "b", type: q }, color: { field: "a", type: "nominal" } },
    },
    "arc: shares by transform": {
      transform: [
        { joinaggregate: [{ op: "sum", field: "b", as: "all" }] },
        { calculate: "datum.b / datum.all", as: "share" },
        { filter: "datum.share > 0.1" },
      ],
      mark: { type: "arc", innerRadius: 20 },
      encoding: {
        theta: { field: "share", type: q },
        color: { field: "a", type: "nominal" },
        order: { field: "b", type: q, sort: "descending" },
      },
    },
  },
};
