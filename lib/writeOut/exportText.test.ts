import fc from "fast-check";
import { expect, it } from "vitest";
import { exportText } from "./exportText.ts";
import { readExport } from "./readExport.ts";

const name = fc.string({ minLength: 1, maxLength: 12 });
const plan = fc.record({
  partitionBy: fc.uniqueArray(name, { maxLength: 2 }),
  maxRows: fc.option(fc.integer({ min: 1, max: 1e9 })),
  maxBytes: fc.option(fc.integer({ min: 1, max: 5000 }).map((megabytes) => megabytes * 1e6)),
  manifest: fc.boolean(),
});
const csv = fc.record(
  {
    safe: fc.boolean(),
    delimiter: fc.constantFrom(";", "|", "\t", ","),
    encoding: fc.constantFrom("utf-8-bom", "utf-16le", "windows-1252"),
    lineEnd: fc.constantFrom("lf", "crlf"),
    nullText: fc.string({ maxLength: 6 }),
    header: fc.boolean(),
  },
  { noNullPrototype: true, requiredKeys: ["safe"] },
);
const parquet = fc.record(
  {
    codec: fc.constantFrom("snappy", "gzip", "none"),
    rowGroup: fc.integer({ min: 1, max: 122_879 }),
    sortBy: fc.array(name, { minLength: 1, maxLength: 2 }),
  },
  { noNullPrototype: true, requiredKeys: [] },
);
const format = fc.oneof(
  fc.record({ format: fc.constant("csv" as const), options: csv }),
  fc.record({ format: fc.constant("parquet" as const), options: parquet }),
  fc.constant({ format: "ndjson" as const, options: {} }),
);

it("a plan written as a cell's text is read as the same plan", () => {
  fc.assert(
    fc.property(plan, format, fc.constantFrom("folder", "zip"), fc.boolean(), (asked, how, to, overwrite) => {
      const place = { to, overwrite: overwrite && to === "folder" };
      const text = exportText({ ...asked, ...how, relations: ["orders", "users"], name: "all" }, place);
      const read = readExport(text);
      if (!read.ok) throw new Error(`${read.error.message} in ${text}`);
      expect(read.value).toEqual({
        ...asked,
        ...how,
        also: ["users"],
        name: "all",
        notify: null,
        to: to === "zip" ? { kind: "zip" } : { kind: "folder", overwrite: place.overwrite },
      });
    }),
  );
});

it("says nothing of what is usual, and where a bucket is", () => {
  const usual = {
    relations: ["orders"],
    name: "orders",
    format: "csv" as const,
    options: { safe: true },
    partitionBy: [],
    maxRows: null,
    maxBytes: null,
    manifest: false,
  };
  expect(exportText(usual, { to: "file" })).toBe("");
  const place = { to: "s3://lake/daily/", connection: "ours", overwrite: true };
  expect(exportText({ ...usual, manifest: true, format: "parquet", options: { codec: "zstd" } }, place)).toBe(
    "format: parquet\nto: s3://lake/daily/\nconnection: ours\noverwrite: true",
  );
});
