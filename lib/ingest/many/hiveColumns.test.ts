import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { hiveColumns, hiveParts } from "./hiveColumns.ts";

const folder = mkdtempSync(join(tmpdir(), "hive-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("folders that name partitions", () => {
  test("give columns with the types that all their values print as", () => {
    const { columns, values, notes } = hiveColumns([
      "year=2024/day=2024-01-02/month=01/name=a%20b/x.csv",
      "year=2025/day=2024-02-29/month=11/name=7/x.csv",
    ]);
    expect(columns).toEqual([
      { name: "year", type: "BIGINT" },
      { name: "day", type: "DATE" },
      { name: "month", type: "VARCHAR" },
      { name: "name", type: "VARCHAR" },
    ]);
    expect(values[0]).toEqual(["2024", "2024-01-02", "01", "a b"]);
    expect(notes).toEqual([]);
  });

  test("give NULL for the default partition and for files that lie in none, and say so", () => {
    const { columns, values, notes } = hiveColumns(["k=__HIVE_DEFAULT_PARTITION__/x", "K=5/x", "x"]);
    expect(columns).toEqual([{ name: "k", type: "BIGINT" }]);
    expect(values).toEqual([[null], ["5"], [null]]);
    expect(notes).toEqual(["1 of 3 files lie in no k= folder, so k is NULL there"]);
  });

  test("that are no dates and no such integers stay text", () => {
    const types = ["2024-02-30", "9223372036854775808", "-0", "1.5", "", "1e3"].map((value) =>
      hiveColumns([`k=${value}/x`]),
    );
    expect(types.map(({ columns }) => columns[0]?.type)).toEqual(Array(6).fill("VARCHAR"));
  });

  test("are not taken from the file's own name, and bad percent signs stay", () => {
    expect(hiveParts("=a/b/k=100%/c=1.csv")).toEqual([{ key: "k", value: "100%" }]);
  });

  test("give what DuckDB makes of them", async () => {
    const native = await openNativeDuckDb();
    const paths = [
      "y=2024/d=2024-01-02/m=01/n=a%20b",
      "y=2025/d=2024-01-03/m=02/n=c",
      "y=1999/d=1999-12-31/m=12/n=_",
    ].map((path) => `${path}/x.csv`);
    for (const path of paths) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), "v\n1\n");
    }
    const oracle = await native.read(
      `SELECT y, d, m, n FROM read_csv('${folder}/**/*.csv', hive_partitioning=true) ORDER BY filename`,
    );
    const ours = hiveColumns([...paths].sort());
    expect(ours.columns).toEqual(oracle.columns);
    expect(ours.values).toEqual(oracle.rows);
  });
});
