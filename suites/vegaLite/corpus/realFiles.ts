import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const count = { aggregate: "count" };

/** Charts over files as they are published: flights, bird strikes, taxi rides, storms and a sensor. */
export const realFiles: Corpus = {
  flights: {
    "real: delays": {
      mark: "bar",
      encoding: { x: { bin: { maxbins: 40 }, field: "delay", type: q }, y: count },
    },
    "real: delay by hour": {
      transform: [
        { filter: "datum.delay < 500" },
        { calculate: "hours(datum.date) + minutes(datum.date) / 60", as: "time" },
      ],
      mark: "bar",
      encoding: {
        x: { field: "time", bin: { maxbins: 24 }, type: q },
        y: { aggregate: "mean", field: "delay", type: q },
      },
    },
    "real: delay against distance": {
      mark: "rect",
      encoding: {
        x: { bin: { maxbins: 30 }, field: "distance", type: q },
        y: { bin: { maxbins: 20 }, field: "delay", type: q },
        color: count,
      },
    },
    "real: busiest airports": {
      transform: [
        {
          aggregate: [
            { op: "count", as: "flights" },
            { op: "mean", field: "delay", as: "late" },
          ],
          groupby: ["origin"],
        },
        {
          window: [{ op: "row_number", as: "rank" }],
          sort: [{ field: "flights", order: "descending" }, { field: "origin" }],
        },
        { filter: "datum.rank <= 12" },
      ],
      mark: "bar",
      encoding: {
        y: { field: "origin", type: "nominal", sort: "-x" },
        x: { field: "flights", type: q },
        color: { field: "late", type: q },
      },
    },
    "real: flights by day": {
      mark: "line",
      encoding: { x: { field: "date", timeUnit: "yearmonthdate", type: "temporal" }, y: count },
    },
    "real: three histograms": {
      repeat: { column: ["distance", "delay"] },
      spec: {
        mark: "bar",
        encoding: { x: { field: { repeat: "column" }, bin: { maxbins: 20 }, type: q }, y: count },
      },
    },
  },
  birdstrikes: {
    "real: names with spaces": {
      mark: "bar",
      encoding: {
        y: { field: "Phase of flight", type: "nominal", sort: "-x" },
        x: count,
        color: { field: "Wildlife Size", type: "nominal" },
      },
    },
    "real: costs by name in brackets": {
      transform: [
        { filter: "datum['Cost Total $'] > 0" },
        { calculate: "log(datum['Cost Total $']) / LN10", as: "magnitude" },
      ],
      mark: "bar",
      encoding: { x: { field: "magnitude", bin: true, type: q }, y: count },
    },
    "real: strikes by year and time of day": {
      mark: "area",
      encoding: {
        x: { field: "Flight Date", timeUnit: "year", type: "temporal" },
        y: { ...count, stack: "normalize" },
        color: { field: "Time of day", type: "nominal" },
      },
    },
    "real: speed and size": {
      mark: "tick",
      encoding: {
        x: { field: "Speed IAS in knots", type: q },
        y: { field: "Wildlife Size", type: "ordinal", sort: ["Small", "Medium", "Large"] },
      },
    },
    "real: operators and damage": {
      transform: [
        {
          aggregate: [
            { op: "sum", field: "Cost Repair", as: "repair" },
            { op: "count", as: "strikes" },
          ],
          groupby: ["Aircraft Airline Operator", "Effect Amount of damage"],
        },
        { filter: "datum.strikes > 3" },
      ],
      mark: "circle",
      encoding: {
        y: { field: "Aircraft Airline Operator", type: "nominal" },
        x: { field: "Effect Amount of damage", type: "nominal" },
        size: { field: "strikes", type: q },
        color: { field: "repair", type: q },
      },
    },
  },
  taxis: {
    "real: tips": {
      transform: [
        { filter: "datum.fare > 0 && datum.payment === 'credit card'" },
        { calculate: "datum.tip / datum.fare * 100", as: "percent" },
      ],
      mark: "bar",
      encoding: {
        x: { field: "percent", bin: { step: 5 }, type: q },
        y: count,
        color: { field: "color", type: "nominal" },
      },
    },
    "real: minutes of a ride": {
      transform: [
        { calculate: "(datum.dropoff - datum.pickup) / 60000", as: "minutes" },
        { filter: { field: "minutes", range: [1, 60] } },
      ],
      mark: "point",
      encoding: {
        x: { field: "minutes", type: q },
        y: { field: "distance", type: q },
        color: { field: "pickup_borough", type: "nominal" },
      },
    },
    "real: rides by hour and weekday": {
      mark: "rect",
      encoding: {
        x: { field: "pickup", timeUnit: "hours", type: "ordinal" },
        y: { field: "pickup", timeUnit: "day", type: "ordinal" },
        color: count,
      },
    },
    "real: fares by borough": {
      mark: "boxplot",
      encoding: { x: { field: "pickup_borough", type: "nominal" }, y: { field: "fare", type: q } },
    },
    "real: mean fare by distance": {
      mark: { type: "line", point: true },
      encoding: {
        x: { field: "distance", bin: { step: 2 }, type: q },
        y: { aggregate: "mean", field: "total", type: q },
        color: { field: "payment", type: "nominal" },
      },
    },
  },
  storms: {
    "real: places on a map": {
      projection: { type: "albersUsa" },
      mark: "circle",
      encoding: {
        longitude: { field: "LONGITUDE", type: q },
        latitude: { field: "LATITUDE", type: q },
        size: { value: 9 },
      },
    },
    "real: places that are near": {
      transform: [{ filter: "datum.RANGE < 5 && datum.LATITUDE > 30" }],
      projection: { type: "mercator" },
      mark: "point",
      encoding: {
        longitude: { field: "LONGITUDE", type: q },
        latitude: { field: "LATITUDE", type: q },
        color: { field: "AZIMUTH", type: "nominal" },
      },
    },
    "real: directions": {
      mark: "bar",
      encoding: {
        x: { field: "AZIMUTH", type: "nominal", sort: "-y" },
        y: { aggregate: "mean", field: "RANGE", type: q },
      },
    },
    "real: a grid of degrees": {
      transform: [
        { calculate: "floor(datum.LATITUDE / 2) * 2", as: "lat" },
        { calculate: "floor(datum.LONGITUDE / 2) * 2", as: "lon" },
      ],
      mark: "square",
      encoding: {
        x: { field: "lon", type: q, scale: { zero: false } },
        y: { field: "lat", type: q, scale: { zero: false } },
        size: count,
      },
    },
  },
  cpu: {
    "real: a sensor": {
      mark: "line",
      encoding: { x: { field: "timestamp", type: "temporal" }, y: { field: "value", type: q } },
    },
    "real: a sensor smoothed": {
      transform: [
        {
          window: [{ op: "mean", field: "value", as: "smooth" }],
          sort: [{ field: "timestamp" }],
          frame: [-12, 12],
        },
      ],
      mark: "line",
      encoding: { x: { field: "timestamp", type: "temporal" }, y: { field: "smooth", type: q } },
    },
    "real: a sensor by the hour": {
      mark: { type: "errorband", extent: "stdev" },
      encoding: {
        x: { field: "timestamp", timeUnit: "yearmonthdatehours", type: "temporal" },
        y: { field: "value", type: q },
      },
    },
    "real: beyond its bounds": {
      transform: [
        {
          joinaggregate: [
            { op: "mean", field: "value", as: "mean" },
            { op: "stdev", field: "value", as: "spread" },
          ],
        },
        { filter: "abs(datum.value - datum.mean) > 2 * datum.spread" },
      ],
      mark: "point",
      encoding: { x: { field: "timestamp", type: "temporal" }, y: { field: "value", type: q } },
    },
  },
};
