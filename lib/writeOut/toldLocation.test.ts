import { expect, it } from "vitest";
import { toldLocation } from "./toldLocation.ts";

it.each([
  ["given:/home/ann/data/orders.csv", "file:orders.csv"],
  ["given:C:\\data\\orders.csv", "file:orders.csv"],
  ["file:orders.csv", "file:orders.csv"],
  ["https://example.org/a.csv?X-Amz-Signature=secret#part", "https://example.org/a.csv"],
  ["s3://lake/a?b.parquet", "s3://lake/a?b.parquet"],
  ["", ""],
])("tells %s as %s", (location, told) => expect(toldLocation(location)).toBe(told));
