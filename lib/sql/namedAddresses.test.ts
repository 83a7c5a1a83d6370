import { describe, expect, it } from "vitest";
import { namedAddresses } from "./namedAddresses.ts";

const named = (sql: string) => namedAddresses(sql).map(({ address }) => address);

describe("addresses that SQL reads", () => {
  it("stand in FROM and in readers, in any statement", () => {
    const sql =
      "select 1; from 's3://b/a/*.parquet' join READ_CSV(['s3://b/b.csv'], header = true) using (id)";
    expect(named(sql)).toEqual(["s3://b/a/*.parquet", "s3://b/b.csv"]);
    expect(namedAddresses(sql).map(({ start, end }) => sql.slice(start, end))).toEqual([
      "'s3://b/a/*.parquet'",
      "READ_CSV(['s3://b/b.csv'], header = true)",
    ]);
  });

  it("are none in plain texts, comments, file names and other functions", () => {
    expect(named("select 's3://b/a.csv' as t, * from range(3) -- from 's3://b/b.csv'")).toEqual([]);
    expect(named("from 'a.csv'; select * from glob('s3://b/*'); copy t to 's3://b/c.csv'")).toEqual([]);
  });
});
