import type { Corpus } from "../corpus.ts";

const q = "quantitative";
const mean = { aggregate: "mean", field: "temp_max", type: q };
const count = { aggregate: "count" };
const byUnit = (timeUnit: string, type = "temporal", y: object = mean) => ({
  mark: "line",
  encoding: { x: { timeUnit, field: "date", type }, y },
});

/** Time units of all kinds, in encodings, transforms and filters. */
export const times: Corpus = {
  weather: {
    "time: year": byUnit("year", "ordinal"),
    "time: quarter": byUnit("quarter", "ordinal"),
    "time: month": byUnit("month"),
    "time: day of the week": byUnit("day", "ordinal"),
    "time: date": byUnit("date"),
    "time: year and month": byUnit("yearmonth"),
    "time: year and week": byUnit("yearweek"),
    "time: week": byUnit("week", "ordinal"),
    "time: month and date": byUnit("monthdate"),
    "time: day of the year": byUnit("dayofyear", "temporal", { aggregate: "max", field: "wind", type: q }),
    "time: year, month and date": byUnit("yearmonthdate"),
    "time: in universal time": byUnit("utcyearmonth"),
    "time: calendar of heat": {
      mark: "rect",
      encoding: {
        x: { field: "date", timeUnit: "date", type: "ordinal", title: "Day" },
        y: { field: "date", timeUnit: "month", type: "ordinal" },
        color: { aggregate: "max", field: "temp_max", type: q },
      },
    },
    "time: stacked months": {
      mark: "bar",
      encoding: {
        x: { timeUnit: "month", field: "date", type: "ordinal" },
        y: count,
        color: {
          field: "weather",
          type: "nominal",
          scale: {
            domain: ["sun", "fog", "drizzle", "rain", "snow"],
            range: ["#e7ba52", "#c7c7c7", "#aec7e8", "#1f77b4", "#9467bd"],
          },
        },
      },
    },
    "time: unit as a transform": {
      transform: [{ timeUnit: "month", field: "date", as: "month" }],
      mark: "bar",
      encoding: {
        x: { field: "month", type: "temporal" },
        y: { aggregate: "median", field: "wind", type: q },
      },
    },
    "time: weekday as a transform": {
      transform: [
        { timeUnit: "dayhours", field: "date", as: "d" },
        {
          aggregate: [
            { op: "count", as: "n" },
            { op: "mean", field: "wind", as: "wind" },
          ],
          groupby: ["d"],
        },
      ],
      mark: "point",
      encoding: {
        x: { field: "d", type: "temporal" },
        y: { field: "wind", type: q },
        size: { field: "n", type: q },
      },
    },
    "time: quarter as a transform": {
      transform: [
        { timeUnit: { unit: "yearquarter" }, field: "date", as: "quarter" },
        { aggregate: [{ op: "stdev", field: "temp_max", as: "spread" }], groupby: ["quarter"] },
      ],
      mark: { type: "line", point: true },
      encoding: { x: { field: "quarter", type: "temporal" }, y: { field: "spread", type: q } },
    },
    "time: steps of two months": {
      mark: "bar",
      encoding: { x: { timeUnit: { unit: "month", step: 2 }, field: "date", type: "temporal" }, y: count },
    },
    "time: filter by a range of dates": {
      transform: [
        {
          filter: {
            field: "date",
            range: [
              { year: 2013, month: "jan", date: 1 },
              { year: 2014, month: 6, date: 30 },
            ],
          },
        },
      ],
      mark: "area",
      encoding: {
        x: { field: "date", timeUnit: "yearmonth", type: "temporal" },
        y: { aggregate: "sum", field: "precipitation", type: q },
      },
    },
    "time: filter by a unit": {
      transform: [{ filter: { timeUnit: "year", field: "date", equal: { year: 2013 } } }],
      mark: "tick",
      encoding: { x: { field: "precipitation", type: q }, y: { field: "weather", type: "nominal" } },
    },
    "time: filter by months": {
      transform: [
        {
          filter: {
            timeUnit: "month",
            field: "date",
            oneOf: [{ month: "jun" }, { month: 7 }, { month: "August" }],
          },
        },
      ],
      mark: "bar",
      encoding: {
        x: { field: "weather", type: "nominal" },
        y: { aggregate: "average", field: "temp_max", type: q },
      },
    },
    "time: filter by a range of a unit": {
      transform: [
        {
          filter: {
            timeUnit: "yearmonth",
            field: "date",
            range: [
              { year: 2012, month: 3 },
              { year: 2012, month: 10 },
            ],
          },
        },
      ],
      mark: "bar",
      encoding: { x: { field: "date", timeUnit: "yearmonth", type: "ordinal" }, y: count },
    },
    "time: parts in expressions": {
      transform: [
        { calculate: "year(datum.date) * 100 + month(datum.date) + 1", as: "code" },
        { filter: "day(datum.date) === 0 || day(datum.date) === 6" },
        { calculate: "date(datum.date) > 15 ? 'late' : 'early'", as: "half" },
      ],
      mark: "bar",
      encoding: {
        x: { field: "code", type: "ordinal" },
        y: count,
        color: { field: "half", type: "nominal" },
      },
    },
    "time: before a written date": {
      transform: [
        { filter: "datum.date < datetime(2013, 5, 1)" },
        { filter: "time(datum.date) >= utc(2012, 2, 1)" },
      ],
      mark: "line",
      encoding: { x: { field: "date", timeUnit: "yearmonth", type: "temporal" }, y: mean },
    },
    "time: a band for a season": {
      layer: [
        {
          mark: "line",
          encoding: { x: { field: "date", timeUnit: "yearmonth", type: "temporal" }, y: mean },
        },
        {
          data: { values: [{ start: 1356998400000, end: 1364774400000 }] },
          mark: { type: "rect", opacity: 0.2 },
          encoding: { x: { field: "start", type: "temporal" }, x2: { field: "end" } },
        },
      ],
    },
  },
  sales: {
    "time: hours and weekdays": {
      mark: "rect",
      encoding: {
        x: { field: "at", timeUnit: "hours", type: "ordinal" },
        y: { field: "at", timeUnit: "day", type: "ordinal" },
        color: count,
      },
    },
    "time: hours and minutes": {
      mark: "point",
      encoding: {
        x: { field: "at", timeUnit: "hoursminutes", type: "temporal" },
        y: { field: "quantity", type: q },
      },
    },
    "time: hours of the day in a transform": {
      transform: [
        { filter: "isValid(datum.at)" },
        { calculate: "hours(datum.at) + minutes(datum.at) / 60", as: "h" },
      ],
      mark: "bar",
      encoding: { x: { field: "h", bin: { step: 3 }, type: q }, y: count },
    },
    "time: quarters and NULL": {
      mark: "bar",
      encoding: {
        x: { field: "at", timeUnit: "yearquarter", type: "ordinal" },
        y: { aggregate: "sum", field: "amount", type: q },
      },
    },
  },
};
