import { expect, it } from "vitest";
import { isBesideData } from "./isBesideData.ts";

it.each([
  "d/.DS_Store",
  "d/Thumbs.db",
  "d/_SUCCESS",
  "d/part-0.parquet.crc",
  "d/_delta_log/0.json",
  "d/.git/config.json",
  "d/__MACOSX/a.csv",
  "d/README.md",
  "d/LICENSE",
  "d/map.png",
  "d/load.py",
])("%s only lies beside the data", (path) => expect(isBesideData(path)).toBe(true));

it.each([
  "a.csv",
  "d/a.csv",
  "d/_a.csv",
  ".hidden/a.csv",
  "_out/part-0.parquet",
  "d/year=2024/a.CSV.gz",
  "d/table.html",
  "d/events",
  "d/data.zip",
  "d/book.xlsx",
])("%s may be data", (path) => expect(isBesideData(path)).toBe(false));
