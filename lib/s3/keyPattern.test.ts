import { describe, expect, it } from "vitest";
import { globMatcher } from "../ingest/many/globMatcher.ts";
import { keyPattern } from "./keyPattern.ts";
import { reaches } from "./reaches.ts";

describe("a pattern of chosen keys", () => {
  it("is their common name where that names nothing else", () => {
    expect(keyPattern(["a/x1.csv", "a/x2.csv"], ["a/y1.csv"])).toBe("a/x*.csv");
  });

  it("names each where the common name would take in more", () => {
    const pattern = keyPattern(["a/x1.csv", "a/b/x2.csv"], ["a/x3.csv"]) ?? "";
    expect(pattern).toBe("a/{x1.csv,b/x2.csv}");
    const matches = globMatcher(pattern);
    expect(["a/x1.csv", "a/b/x2.csv", "a/x3.csv"].map(matches)).toEqual([true, true, false]);
  });

  it("takes characters of patterns in keys as they are", () => {
    const keys = ["a/[1].csv", "a/*.csv"];
    const matches = globMatcher(keyPattern(keys, ["a/1.csv"]) ?? "");
    expect([...keys, "a/1.csv"].map(matches)).toEqual([true, true, false]);
  });

  it("is none where there are too many names for one", () => {
    const keys = Array.from({ length: 300 }, (_, at) => `a/${at}.csv`);
    expect(keyPattern(keys, ["a/999.csv"])).toBeNull();
    expect(keyPattern(keys, [])).toBe("a/*.csv");
  });
});

describe("a connection", () => {
  const connection = {
    name: "shop",
    bucket: "shop",
    prefix: "events/",
    region: "us-east-1",
    endpoint: "",
    addressing: "virtual",
    access: { kind: "anonymous" },
    isKept: false,
  } as const;

  it.each([
    ["s3://shop/events/a.csv", true],
    ["s3://shop/events/**", true],
    ["s3://shop/{events,other}/*.csv", false],
    ["s3://shop/events-old/a.csv", false],
    ["s3://shop/*", false],
    ["s3://shop2/events/a.csv", false],
  ])("below a prefix: reaching %s is %s", (address, isReached) => {
    expect(reaches(connection, address)).toBe(isReached);
  });
});
