import { describe, expect, it } from "vitest";
import { globMatcher } from "../ingest/many/globMatcher.ts";
import { addressName } from "./addressName.ts";
import { askedFolder, bucketPath, escapeKey, fixedFolder, pathBase } from "./bucketPath.ts";

describe("an address in a bucket", () => {
  it("has a bucket and a key, whatever the key holds", () => {
    expect(bucketPath("s3://shop/a b/100%/x?.csv")).toEqual({ bucket: "shop", key: "a b/100%/x?.csv" });
    expect(bucketPath("s3://shop")).toEqual({ bucket: "shop", key: "" });
  });

  it.each([
    ["events/2024/*.parquet", "events/2024/"],
    ["events/year=*/x*.csv", "events/"],
    ["{a,b}/x.csv", ""],
    ["a/b.csv", "a/"],
    ["**", ""],
  ])("%s lies in %s, before what stands for several names", (key, folder) => {
    expect(fixedFolder(key)).toBe(folder);
    expect(askedFolder(`s3://shop/${key}`)).toBe(`s3://shop/${folder}`);
  });

  it("paths are told from before the first folder that is a column", () => {
    expect(pathBase("events/year=2024/month=*/x.parquet")).toBe("events/");
    expect(pathBase("events/all/*.parquet")).toBe("events/all/");
  });

  it("a key of odd characters is a pattern of itself alone", () => {
    const key = "odd [1]/{a,b}*?.csv";
    const matches = globMatcher(escapeKey(key));
    expect(matches(key)).toBe(true);
    expect(matches("odd 1/axx.csv")).toBe(false);
  });

  it.each([
    ["s3://shop/events/*.parquet", "events"],
    ["s3://shop/events/year=2024/**", "events"],
    ["s3://my.shop/*.csv", "my_shop"],
    ["s3://shop/logs/{2024/a.csv,2025/**}", "logs"],
    ["s3://shop/*/2024/orders.csv", "orders.csv"],
    ["s3://shop/events/sales_2024-*.csv", "sales"],
    ["s3://shop/events/orders.csv.gz", "orders.csv.gz"],
  ])("%s is called %s", (address, name) => {
    expect(addressName(address)).toBe(name);
  });
});
