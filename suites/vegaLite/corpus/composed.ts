import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const date = { field: "date", type: "temporal" };

/** Views beside and over each other: concatenated, faceted, repeated, with two scales. */
export const composed: Corpus = {
  weather: {
    "composed: two beside each other": {
      hconcat: [
        { mark: "point", encoding: { x: { field: "temp_min", type: q }, y: { field: "temp_max", type: q } } },
        { mark: "bar", encoding: { x: { aggregate: "count" }, y: { field: "weather", type: "nominal" } } },
      ],
    },
    "composed: bars over a scatter": {
      vconcat: [
        {
          mark: "bar",
          encoding: {
            x: { timeUnit: "month", field: "date", type: "ordinal" },
            y: { aggregate: "mean", field: "precipitation", type: q },
          },
        },
        {
          mark: "point",
          encoding: {
            x: { field: "temp_min", bin: true, type: q },
            y: { field: "temp_max", bin: true, type: q },
            size: { aggregate: "count" },
          },
        },
      ],
    },
    "composed: two scales": {
      encoding: { x: { timeUnit: "month", field: "date", type: "temporal" } },
      layer: [
        {
          mark: { type: "bar", opacity: 0.3 },
          encoding: { y: { aggregate: "sum", field: "precipitation", type: q } },
        },
        {
          mark: { type: "line", stroke: "red" },
          encoding: { y: { aggregate: "mean", field: "temp_max", type: q } },
        },
      ],
      resolve: { scale: { y: "independent" } },
    },
    "composed: rows by the wind": {
      transform: [{ calculate: "datum.wind > 5 ? 'windy' : 'calm'", as: "air" }],
      facet: { row: { field: "air", type: "nominal" } },
      spec: {
        height: 70,
        mark: "line",
        encoding: {
          x: { timeUnit: "month", field: "date", type: "temporal" },
          y: { aggregate: "mean", field: "temp_max", type: q },
        },
      },
    },
    "composed: wrapped facets": {
      facet: { field: "weather", type: "nominal" },
      columns: 2,
      spec: {
        mark: "bar",
        height: 60,
        width: 100,
        encoding: { x: { field: "temp_max", bin: true, type: q }, y: { aggregate: "count" } },
      },
    },
    "composed: a facet of layers": {
      facet: { column: { field: "weather", type: "nominal" } },
      spec: {
        width: 80,
        layer: [
          { mark: "point", encoding: { x: { field: "wind", type: q }, y: { field: "temp_max", type: q } } },
          { mark: "rule", encoding: { y: { aggregate: "mean", field: "temp_max", type: q } } },
        ],
      },
    },
    "composed: repeated measures": {
      repeat: ["temp_max", "precipitation", "wind"],
      spec: {
        mark: "line",
        encoding: {
          x: { field: "date", timeUnit: "month", type: "temporal" },
          y: { field: { repeat: "repeat" }, aggregate: "mean", type: q },
        },
      },
    },
    "composed: repeated layers": {
      repeat: { layer: ["temp_min", "temp_max"] },
      spec: {
        mark: "line",
        encoding: {
          x: { field: "date", timeUnit: "month", type: "temporal" },
          y: { aggregate: "mean", field: { repeat: "layer" }, type: q, title: "mean" },
          color: { datum: { repeat: "layer" }, type: "nominal" },
        },
      },
    },
    "composed: repeated in columns": {
      repeat: { column: ["temp_min", "wind"] },
      spec: {
        width: 150,
        mark: "bar",
        encoding: {
          x: { field: { repeat: "column" }, type: q, bin: { maxbins: 8 } },
          y: { aggregate: "count" },
        },
      },
    },
    "composed: overview and detail": {
      vconcat: [
        {
          height: 120,
          mark: "area",
          encoding: {
            x: { ...date, timeUnit: "yearmonth", scale: { domain: { param: "brush" } } },
            y: { aggregate: "sum", field: "precipitation", type: q },
          },
        },
        {
          height: 40,
          params: [{ name: "brush", select: { type: "interval", encodings: ["x"] } }],
          mark: "area",
          encoding: {
            x: { ...date, timeUnit: "yearmonth" },
            y: { aggregate: "sum", field: "precipitation", type: q },
          },
        },
      ],
    },
    "composed: each with its own filter": {
      hconcat: [
        {
          transform: [{ filter: "datum.weather === 'rain'" }],
          mark: "bar",
          encoding: {
            x: { field: "date", timeUnit: "month", type: "ordinal" },
            y: { aggregate: "sum", field: "precipitation", type: q },
          },
        },
        {
          transform: [{ filter: "datum.weather === 'sun'" }],
          mark: "bar",
          encoding: {
            x: { field: "date", timeUnit: "month", type: "ordinal" },
            y: { aggregate: "max", field: "temp_max", type: q },
          },
        },
      ],
    },
    "composed: layers in a column": {
      vconcat: [
        {
          layer: [
            {
              mark: "bar",
              encoding: { x: { field: "weather", type: "nominal" }, y: { aggregate: "count" } },
            },
            {
              mark: { type: "text", dy: -6 },
              encoding: {
                x: { field: "weather", type: "nominal" },
                y: { aggregate: "count" },
                text: { aggregate: "count" },
              },
            },
          ],
        },
        {
          mark: "tick",
          encoding: { x: { field: "wind", type: q }, y: { field: "weather", type: "nominal" } },
        },
      ],
    },
    "composed: rows and columns": {
      width: 60,
      height: 40,
      mark: "bar",
      encoding: {
        row: { field: "weather", type: "nominal" },
        column: { field: "date", timeUnit: "year", type: "ordinal" },
        x: { field: "date", timeUnit: "quarter", type: "ordinal" },
        y: { aggregate: "mean", field: "wind", type: q },
      },
    },
    "composed: sorted rows": {
      height: 40,
      mark: "area",
      encoding: {
        row: { field: "weather", type: "nominal", sort: { field: "wind", op: "sum", order: "descending" } },
        x: { field: "date", timeUnit: "month", type: "temporal" },
        y: { aggregate: "mean", field: "wind", type: q },
      },
    },
    "composed: labels of the largest": {
      layer: [
        {
          mark: "bar",
          encoding: {
            x: { field: "weather", type: "nominal" },
            y: { aggregate: "max", field: "precipitation", type: q },
          },
        },
        {
          transform: [
            { joinaggregate: [{ op: "max", field: "precipitation", as: "most" }] },
            { filter: "datum.precipitation === datum.most" },
          ],
          mark: { type: "text", dy: -8 },
          encoding: {
            x: { field: "weather", type: "nominal" },
            y: { field: "precipitation", type: q },
            text: { field: "precipitation", type: q },
          },
        },
      ],
    },
  },
  people: {
    "composed: sorted by another field": {
      transform: [{ filter: "datum.year === 2000" }],
      mark: "bar",
      encoding: {
        y: { field: "age", type: "ordinal", sort: { field: "people", op: "max", order: "descending" } },
        x: { aggregate: "mean", field: "people", type: q },
      },
    },
    "composed: a table of text": {
      transform: [{ filter: "datum.age < 30" }],
      mark: "text",
      encoding: {
        x: { field: "year", type: "ordinal" },
        y: { field: "age", type: "ordinal" },
        text: { aggregate: "sum", field: "people", type: q, format: ".3s" },
      },
    },
  },
};
