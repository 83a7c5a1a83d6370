import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const hp = { field: "horsepower", type: q };
const mpg = { field: "mpg", type: q };
const origin = { field: "origin", type: "nominal" };

/** Points: scatter, bubbles, strips, dots, lollipops, text in the place of points. */
export const points: Corpus = {
  cars: {
    "point: scatter": { mark: "point", encoding: { x: hp, y: mpg } },
    "point: coloured and shaped": {
      mark: "point",
      encoding: { x: hp, y: mpg, color: origin, shape: origin },
    },
    "point: bubbles": {
      mark: "point",
      encoding: { x: hp, y: mpg, size: { field: "acceleration", type: q } },
    },
    "point: size in steps": {
      mark: "point",
      encoding: { x: hp, y: mpg, size: { bin: { maxbins: 4 }, field: "weight", type: q } },
    },
    "point: where numbers are missing": {
      mark: { type: "point", invalid: null },
      encoding: {
        x: hp,
        y: mpg,
        color: {
          condition: { test: "datum['mpg'] === null || datum['horsepower'] === null", value: "#aaa" },
        },
      },
    },
    "point: strip of ticks": {
      mark: "tick",
      encoding: { x: hp, y: { field: "cylinders", type: "ordinal" } },
    },
    "point: letters instead of points": {
      transform: [
        { calculate: "datum.origin === 'USA' ? 'U' : datum.origin === 'Europe' ? 'E' : 'J'", as: "initial" },
      ],
      mark: "text",
      encoding: { x: hp, y: mpg, color: origin, text: { field: "initial", type: "nominal" } },
    },
    "point: mean with a mean line": {
      layer: [
        { mark: "point", encoding: { x: hp, y: mpg } },
        { mark: "rule", encoding: { y: { aggregate: "mean", field: "mpg", type: q } } },
        { mark: "rule", encoding: { x: { aggregate: "median", field: "horsepower", type: q } } },
      ],
    },
    "point: lollipops": {
      encoding: { y: origin, x: { aggregate: "mean", field: "mpg", type: q } },
      layer: [{ mark: "rule" }, { mark: { type: "point", filled: true, size: 120 } }],
    },
    "point: ranged dots": {
      encoding: { x: { ...mpg, title: "mpg" }, y: origin },
      layer: [
        {
          mark: "line",
          encoding: {
            x: { aggregate: "min", field: "mpg", type: q },
            x2: { aggregate: "max", field: "mpg" },
          },
        },
        { mark: "point", encoding: { x: { aggregate: "min", field: "mpg", type: q } } },
        { mark: "point", encoding: { x: { aggregate: "max", field: "mpg", type: q } } },
      ],
    },
    "point: the best of each origin": {
      mark: "point",
      encoding: { x: { aggregate: { argmax: "acceleration" }, field: "weight", type: q }, y: origin },
    },
    "point: random order kept": {
      transform: [{ calculate: "datum.weight / 2.2", as: "kg" }],
      mark: "circle",
      encoding: {
        x: { field: "kg", type: q, scale: { zero: false } },
        y: { field: "year", timeUnit: "year", type: "temporal" },
      },
    },
    "point: matrix": {
      repeat: { row: ["horsepower", "mpg"], column: ["mpg", "weight"] },
      spec: {
        mark: "point",
        encoding: {
          x: { field: { repeat: "column" }, type: q },
          y: { field: { repeat: "row" }, type: q },
          color: origin,
        },
      },
    },
    "point: connected means by year": {
      mark: { type: "line", point: true },
      encoding: {
        x: { aggregate: "mean", field: "weight", type: q, scale: { zero: false } },
        y: { aggregate: "mean", field: "mpg", type: q, scale: { zero: false } },
        order: { field: "year", timeUnit: "year", type: "temporal" },
      },
    },
    "point: rounded and counted": {
      transform: [{ calculate: "round(datum.mpg / 5) * 5", as: "about" }, { filter: "datum.mpg !== null" }],
      mark: "circle",
      encoding: { x: { field: "about", type: q }, y: origin, size: { aggregate: "count" } },
    },
    "point: dots stacked by number": {
      transform: [
        { calculate: "floor(datum.acceleration)", as: "whole" },
        { window: [{ op: "row_number", as: "id" }], groupby: ["whole"] },
      ],
      mark: { type: "circle", opacity: 1 },
      encoding: {
        x: { field: "whole", type: "ordinal" },
        y: { field: "id", type: "ordinal", axis: null, sort: "descending" },
      },
    },
    "point: chosen by an interval": {
      params: [{ name: "brush", select: { type: "interval", encodings: ["x"] } }],
      mark: "point",
      encoding: { x: hp, y: mpg, color: { condition: { param: "brush", ...origin }, value: "grey" } },
    },
    "point: chosen above, counted below": {
      vconcat: [
        {
          params: [{ name: "brush", select: "interval" }],
          mark: "point",
          encoding: { x: hp, y: mpg, color: origin },
        },
        {
          transform: [{ filter: { param: "brush" } }],
          mark: "bar",
          encoding: { x: { aggregate: "count" }, y: origin },
        },
      ],
    },
    "point: by a value that is bound": {
      params: [{ name: "least", value: 20, bind: { input: "range", min: 10, max: 40 } }],
      transform: [{ filter: "datum.weight > 2000" }, { filter: "datum.mpg > least" }],
      mark: "point",
      encoding: { x: hp, y: mpg },
    },
    "point: by a constant that is named": {
      params: [{ name: "limit", value: 3000 }],
      transform: [{ calculate: "datum.weight > limit ? 'heavy' : 'light'", as: "class" }],
      mark: "bar",
      encoding: { x: { field: "class", type: "nominal" }, y: { aggregate: "count" } },
    },
  },
};
