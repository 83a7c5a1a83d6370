import { describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import { type ColumnSample, guessColumns } from "./guessColumns.ts";

const columnsOf = (text: string): Column[] =>
  text.split(", ").map((each) => {
    const [name = "", type = "VARCHAR"] = each.split(":");
    return { name, type };
  });
const guess = (text: string, samples?: Record<string, ColumnSample>) => {
  const { entity, time, event } = guessColumns(columnsOf(text), new Map(Object.entries(samples ?? {})));
  return [entity?.name, time?.name, event?.name];
};

describe("who, when and what", () => {
  it.each([
    ["at:TIMESTAMP, id:BIGINT, user_id:BIGINT, event", ["user_id", "at", "event"]],
    [
      "InvoiceNo, StockCode, Quantity:BIGINT, InvoiceDate:TIMESTAMP, CustomerID:BIGINT, Country",
      ["CustomerID", "InvoiceDate", undefined],
    ],
    [
      "app_id, etl_tstamp:TIMESTAMP, collector_tstamp:TIMESTAMP, dvce_created_tstamp:TIMESTAMP, event_name, event_id, user_id",
      ["user_id", "dvce_created_tstamp", "event_name"],
    ],
    [
      "ip, time:TIMESTAMP WITH TIME ZONE, method, path, status:BIGINT, bytes:BIGINT",
      ["ip", "time", "method"],
    ],
    ["day:DATE, revenue:DOUBLE", [undefined, "day", undefined]],
    ["a:DOUBLE, b:STRUCT(x INTEGER)", [undefined, undefined, undefined]],
  ])("of %j", (columns, expected) => expect(guess(columns)).toEqual(expected));

  it("are told apart by their values where names are not enough", () => {
    const columns = "event_id, user_id, ts:TIMESTAMP, event, page";
    expect(
      guess(columns, {
        user_id: { values: 0, distinct: 0 },
        page: { values: 1000, distinct: 900 },
        event: { values: 1000, distinct: 4 },
        ts: { values: 1000, distinct: 1000 },
      }),
    ).toEqual(["event_id", "ts", "event"]);
    // What never comes twice tells rows apart.
    expect(
      guess("visit_id, customer, ts:TIMESTAMP", {
        visit_id: { values: 1000, distinct: 1000 },
        customer: { values: 1000, distinct: 40 },
      })[0],
    ).toBe("customer");
  });
});
