import { describe, expect, it } from "vitest";
import { readExport } from "./readExport.ts";

const read = (source: string) => {
  const answer = readExport(source);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

describe("the text of an export cell", () => {
  it("is a safe CSV into one file where it says nothing", () => {
    expect(read("")).toEqual({
      also: [],
      format: "csv",
      to: { kind: "file" },
      name: null,
      partitionBy: [],
      maxRows: null,
      maxBytes: null,
      manifest: false,
      notify: null,
      options: { safe: true },
    });
  });

  it("reads all that it may say", () => {
    const source = [
      "format: parquet",
      "to: s3://lake/events/",
      "connection: warehouse",
      "overwrite: true",
      "name: daily",
      "also: [users]",
      "partition_by: [day, 007]",
      "max_rows: 1_000_000",
      "max_size: 1.5 MiB",
      "codec: snappy",
      "row_group: 5000",
      "sort_by: t",
      "notify: s3://lake/done/_SUCCESS.json",
      "metadata: { owner: ops, version: 1.0 }",
    ].join("\n");
    expect(read(source)).toEqual({
      also: ["users"],
      format: "parquet",
      to: { kind: "s3", bucket: "lake", prefix: "events/", connection: "warehouse", overwrite: true },
      name: "daily",
      partitionBy: ["day", "007"],
      maxRows: 1_000_000,
      maxBytes: 1_572_864,
      manifest: true,
      notify: { bucket: "lake", key: "done/_SUCCESS.json" },
      options: { codec: "snappy", rowGroup: 5000, sortBy: ["t"], metadata: { owner: "ops", version: "1.0" } },
    });
    expect(read("to: s3://lake/a/b").to).toMatchObject({ bucket: "lake", prefix: "a/b/" });
    expect(read("to: s3://lake").to).toMatchObject({ bucket: "lake", prefix: "" });
    expect(read("to: folder\noverwrite: true").to).toEqual({ kind: "folder", overwrite: true });
    const csv =
      'format: csv\nto: zip\nsafe: false\ndelimiter: "\\t"\nencoding: windows-1252\nheader: false\nline_end: crlf\nnull_text: "NULL"';
    expect(read(csv).options).toEqual({
      safe: false,
      delimiter: "\t",
      encoding: "windows-1252",
      header: false,
      lineEnd: "crlf",
      nullText: "NULL",
    });
  });

  it.each<[string, number, string]>([
    ["formats: csv", 1, 'An export has no "formats".'],
    ["format: avro", 1, 'There is no format "avro".'],
    ["to: desktop", 1, 'There is no place "desktop".'],
    ["to: https://example.org/x", 1, 'There is no place "https://example.org/x".'],
    ["to: s3://lake/*.parquet", 1, "A place to write to is no pattern."],
    ["format: csv\ncodec: zstd", 2, '"codec" is of parquet; this is csv.'],
    ["format: parquet\npartition_by: [day]", 2, "Partitions are many files, and this goes into one."],
    ["max_rows: 10", 1, "A bound makes many files, and this goes into one."],
    ["also: [b]", 1, "One csv file holds one relation."],
    ["format: xlsx\nto: folder\npartition_by: [day]", 3, "A xlsx file is not partitioned."],
    ["overwrite: true", 1, '"overwrite" is of folders and buckets.'],
    ["to: folder\nmax_size: 12", 2, '"12" is no size.'],
    ["to: folder\nmax_rows: 0", 2, '"max_rows" is a whole number from 1 on.'],
    ["name: ../secrets", 1, '"../secrets" cannot be a file\'s name.'],
    ["name: .env", 1, '".env" cannot be a file\'s name.'],
    ['delimiter: ";;"', 1, "A delimiter is one character."],
    ["to: folder\nnotify: https://hooks.example.org/x", 2, "A page posts to nobody."],
    ["notify: s3://lake/done/", 1, "s3://lake/done/ names no object."],
    ["notify: somebody", 1, "“somebody” is no address."],
    ["manifest: maybe", 1, '"manifest" is true or false.'],
  ])("says where and why %j cannot be", (source, line, message) => {
    expect(readExport(source)).toEqual({
      ok: false,
      error: { code: "sql", message, hint: expect.stringMatching(/\.$/), line, column: expect.any(Number) },
    });
  });

  it("takes several relations into one file where a format holds them", () => {
    for (const format of ["xlsx", "sql", "duckdb"])
      expect(read(`format: ${format}\nalso: [b, c]`).also).toEqual(["b", "c"]);
  });
});
