import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startS3 } from "../../bin/testing/startS3.mjs";
import { startS3Stub } from "../../e2e/s3/startS3Stub.ts";
import { expandKeys, placesOf } from "./expandKeys.ts";
import { listObjects } from "./listObjects.ts";
import { wayTo } from "./testing/wayTo.ts";

let server: Awaited<ReturnType<typeof startS3>>;
const many = Array.from({ length: 1100 }, (_, index) => `many/part-${String(index).padStart(4, "0")}.csv`);
const some = [
  "top.csv",
  "a/one.csv",
  "a/two.parquet",
  "a/deep/three.csv",
  "b/one.csv",
  "c/one.csv",
  "hive/year=2023/month=01/x.parquet",
  "hive/year=2024/month=01/x.parquet",
  "hive/year=2024/month=02/x.parquet",
];
beforeAll(async () => {
  server = await startS3();
  const all = [...many, ...some];
  for (let at = 0; at < all.length; at += 50)
    await Promise.all(all.slice(at, at + 50).map((key) => server.put("eider", key, key)));
});
afterAll(() => server.close());

const keysOf = async (pattern: string, change = {}) => {
  const way = wayTo(server, change);
  const expanded = await expandKeys(way, pattern);
  const keys = expanded.ok ? expanded.value.map(({ key }) => key) : expanded.error.message;
  return {
    keys,
    asked: way.asked.map(({ ask }) => (ask.kind === "list" ? [ask.prefix, ask.isFlat] : ask.kind)),
  };
};

describe("a pattern of keys", () => {
  test("of more than a thousand objects is followed page by page", async () => {
    const { keys, asked } = await keysOf("many/*.csv");
    expect(keys).toEqual(many);
    expect(asked).toHaveLength(2);
  });

  test.each([
    ["*.csv", ["top.csv"], [["", false]]],
    ["a/*.csv", ["a/one.csv"], [["a/", false]]],
    ["a/**", ["a/deep/three.csv", "a/one.csv", "a/two.parquet"], [["a/", true]]],
    ["a/**/*.csv", ["a/deep/three.csv", "a/one.csv"], [["a/", true]]],
    [
      "{a,b}/one.csv",
      ["a/one.csv", "b/one.csv"],
      [
        ["a/one.csv", false],
        ["b/one.csv", false],
      ],
    ],
    ["h[ij]ve/year=2024/*/x.parquet", some.slice(7), [["h", true]]],
    ["hive/year=2024/month=*/*.parquet", some.slice(7), [["hive/year=2024/month=", true]]],
    ["hive/year=*/month=01/?.parquet", some.slice(6, 8), [["hive/year=", true]]],
    ["hive/", some.slice(6), [["hive/", true]]],
    ["a/one.csv", ["a/one.csv"], ["object"]],
  ])("%s", async (pattern, keys, asked) => {
    expect(await keysOf(pattern)).toEqual({ keys, asked });
  });

  test("that begins above the connection's prefix finds what lies below it", async () => {
    expect(await keysOf("*/one.csv", { prefix: "a/" })).toEqual({
      keys: ["a/one.csv"],
      asked: [["a/", true]],
    });
    expect((await keysOf("{a,b}/*.csv", { prefix: "a/" })).keys).toEqual(["a/one.csv"]);
  });

  test("that names nothing, or too much, is said so", async () => {
    expect((await keysOf("a/*.json")).keys).toBe("No object matches s3://eider/a/*.json.");
    expect((await keysOf("none.csv")).keys).toMatch(/nothing at|no object/);
    expect((await keysOf("{a,b}".repeat(30))).keys).toMatch(/more than 1024/);
  });
});

test("a key with marks in its name is found where nothing else matches", async () => {
  await server.put("eider", "odd/odd[1].csv", "x");
  expect((await keysOf("odd/odd[1].csv")).keys).toEqual(["odd/odd[1].csv"]);
});

test("listings that hold each other are asked for once", () => {
  expect(placesOf("{a,a/b}/**")).toEqual([{ prefix: "a/", isFlat: true }]);
  expect(placesOf("x{1,2}*.csv")).toEqual([
    { prefix: "x1", isFlat: false },
    { prefix: "x2", isFlat: false },
  ]);
  expect(placesOf("{a/*.csv,a/*/b.csv}")).toEqual([{ prefix: "a/", isFlat: true }]);
  expect(placesOf("{a/*,a/b*}")).toEqual([{ prefix: "a/", isFlat: false }]);
});

test("one level of a bucket holds its folders and objects", async () => {
  const page = await listObjects(wayTo(server), { prefix: "a/" });
  expect(page.ok && [page.value.prefixes, page.value.objects.map(({ key }) => key)]).toEqual([
    ["a/deep/"],
    ["a/one.csv", "a/two.parquet"],
  ]);
});

test("a listing that is cut off in the middle, or is no listing, is an error with a reason", async () => {
  const stub = await startS3Stub({ pageSize: 2 });
  for (const key of ["a", "b", "c"]) stub.objects.set(key, Buffer.from(key));
  const way = wayTo(stub);
  const keys = await expandKeys(way, "*");
  expect(keys.ok && keys.value.map(({ key }) => key)).toEqual(["a", "b", "c"]);
  stub.expect({ kind: "drop", afterBytes: 10 });
  const broken = await expandKeys(way, "*");
  expect(!broken.ok && broken.error.message).toContain("could not be read as a listing");
  await stub.close();
});
