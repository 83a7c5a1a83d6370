import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { makeTar } from "../lib/ingest/testing/makeTar.ts";
import { expect, test } from "./fixtures.ts";
import { dropFiles, given } from "./page-models/dataFiles.ts";

/** "n,t\n1,a\n2,b\n" as a Zstandard frame of one stored block. */
const zstd = Buffer.concat([
  Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 12, 0x61, 0, 0]),
  Buffer.from("n,t\n1,a\n2,b\n"),
]);

test("archives and compressed files become data: one table, or many files as one relation", async ({
  page,
  notebook,
}) => {
  await notebook.startEmpty();
  const days = {
    "d/2024-01-01.csv": "day,n\n2024-01-01,1\n",
    "d/2024-01-02.csv": "day,n,note\n2024-01-02,2,late\n",
  };
  const tar = makeTar(Object.entries(days).map(([name, content]) => ({ name, content })));
  await dropFiles(page, [
    given("one.zip", Buffer.from(zipSync({ "t.csv": strToU8("x\n7\n"), "README.md": strToU8("about") }))),
    given("days.tar.gz", gzipSync(tar)),
    given("small.csv.zst", zstd),
  ]);
  const receipts = await notebook.receiptsOf(["one.zip", "days.tar.gz", "small.csv.zst"], 0);
  const loaded = receipts.map(({ file, error, rows, loaded, rejected }) => [
    file,
    error,
    rows,
    loaded,
    rejected,
  ]);
  expect(loaded.sort()).toEqual([
    ["days.tar.gz", null, 2, 2, 0],
    ["one.zip", null, 1, 1, 0],
    ["small.csv.zst", null, 2, 2, 0],
  ]);
  const relation = (file: string) => receipts.find((receipt) => receipt.file === file)?.relation ?? "";
  expect(await notebook.rowsOf(relation("one.zip"))).toEqual([["7"]]);
  expect(await notebook.rowsOf(relation("days.tar.gz"))).toEqual([
    ["2024-01-01", "1", null],
    ["2024-01-02", "2", "late"],
  ]);
  expect(await notebook.rowsOf(relation("small.csv.zst"))).toEqual([
    ["1", "a"],
    ["2", "b"],
  ]);
});
