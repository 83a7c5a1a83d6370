import { expect, it } from "vitest";
import { firstLineColumns } from "./firstLineColumns.ts";

const names = async (name: string, content: string | Uint8Array<ArrayBuffer>) =>
  (await firstLineColumns(new File([content], name)))?.map((column) => column.name) ?? null;

it("names the columns of delimited text by its first line", async () => {
  expect(await names("a.csv", '\ufeffid,"full name", t \r\n1,x,y\n')).toEqual(["id", "full name", "t"]);
  expect(await names("a.tsv", "id\tname")).toEqual(["id", "name"]);
});

it("tells nothing of other files, of one column, or of a line without end", async () => {
  expect(await names("a.json", "[1,2]")).toBeNull();
  expect(await names("a.csv", "word\nother\n")).toBeNull();
  expect(await names("a.csv", "")).toBeNull();
  expect(await names("a.csv", `${"a,".repeat(40_000)}\n`)).toBeNull();
});
