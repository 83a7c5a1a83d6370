import { expect, it } from "vitest";
import { partsFor } from "./partsFor.ts";

const given = (...paths: string[]) => paths.map((path) => ({ path, file: new File([], path) }));
const found = (pattern: string, ...paths: string[]) =>
  partsFor(pattern, given(...paths)).map(({ path }) => path);

it("finds the group that would be given the pattern, in the order of paths", () => {
  const paths = ["s/year=2024/x10.csv", "s/year=2023/x1.csv", "s/year=2023/xa.csv", "s/readme.md"];
  expect(found("s/year=*/x*.csv", ...paths)).toEqual(["s/year=2023/x1.csv", "s/year=2024/x10.csv"]);
});

it("takes a folder that was picked from farther up", () => {
  expect(found("s/x*.csv", "data/s/x1.csv", "data/s/x2.csv")).toEqual(["data/s/x1.csv", "data/s/x2.csv"]);
});

it("goes by the pattern alone where columns, not names, made the group", () => {
  expect(found("s/*.csv", "s/rome.csv", "s/oslo.csv", "t/bonn.csv")).toEqual(["s/oslo.csv", "s/rome.csv"]);
});

it("finds nothing among other files", () => {
  expect(found("s/x*.csv", "s/y1.csv", "x1.csv")).toEqual([]);
});
