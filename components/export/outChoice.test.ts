import { expect, test } from "vitest";
import { choiceProblems, optionsOf, placeOf, planOf, shownPaths, usualChoice } from "./outChoice.ts";

test("the usual choice is a CSV file with no more options than that it is safe", () => {
  expect(optionsOf(usualChoice)).toEqual({ safe: true });
  expect(placeOf(usualChoice)).toEqual({ kind: "file" });
  expect(choiceProblems(usualChoice)).toEqual({ rowGroup: null, splitAfter: null });
});

test("folders, bounds and a manifest are part of a plan only where there can be several files", () => {
  const choice = {
    ...usualChoice,
    partitionBy: ["day"],
    splitAfter: "5",
    splitUnit: "MB" as const,
  };
  expect(planOf({ ...choice, place: "zip" }, "r")).toMatchObject({
    partitionBy: ["day"],
    maxRows: null,
    maxBytes: 5_000_000,
    manifest: true,
  });
  for (const one of [choice, { ...choice, place: "zip", format: "duckdb" as const }])
    expect(planOf(one, "r")).toMatchObject({ partitionBy: [], maxRows: null, maxBytes: null });
  expect(planOf(choice, "r").manifest).toBe(false);
});

test("what is wrong is told where it stands, and only where it counts", () => {
  const wrong = { ...usualChoice, rowGroup: "x", splitAfter: "0" };
  expect(choiceProblems(wrong)).toEqual({ rowGroup: null, splitAfter: null });
  expect(choiceProblems({ ...wrong, format: "parquet", place: "zip" })).toEqual({
    rowGroup: "Write a whole number of rows, 1 or more.",
    splitAfter: "Write a whole number of rows, 1 or more.",
  });
});

test("paths are shown as they will be", () => {
  const zip = { ...usualChoice, place: "zip" };
  expect(shownPaths(zip, "r")).toBe(null);
  expect(shownPaths({ ...zip, splitAfter: "9" }, "r")).toBe("r-00001.csv, r-00002.csv, …");
  expect(shownPaths({ ...zip, partitionBy: ["a", "b"] }, "r")).toBe("a=…/b=…/part-00001.csv");
  expect(placeOf({ ...usualChoice, place: "s3:shop", prefix: "x" })).toEqual({
    kind: "s3",
    connection: "shop",
    prefix: "x",
    overwrite: false,
  });
});
