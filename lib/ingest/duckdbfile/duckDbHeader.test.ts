import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { duckDbHeader, duckDbProblem } from "./duckDbHeader.ts";

const folder = mkdtempSync(join(tmpdir(), "duckdb-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["v1.0.0", 64],
  ["v1.2.0", 65],
  ["v1.3.0", 66],
  ["v1.4.0", 67],
])("a database written for %s is known by its format and can be attached", async (version, storage) => {
  const native = await openNativeDuckDb();
  const path = join(folder, `${version}.duckdb`);
  await native.run(
    `ATTACH '${path}' AS d (STORAGE_VERSION '${version}'); CREATE TABLE d.t (i INT); DETACH d`,
  );
  const bytes = readFileSync(path);
  const header = duckDbHeader(bytes);
  expect(header).toEqual({ storage, writer: "v1.4.3", bytes: bytes.length });
  expect(header && duckDbProblem(header, bytes.length)).toBeNull();
  expect(header && duckDbProblem(header, bytes.length - 1)).toMatch(/cut short/);
});

test("a newer or an older format is refused with the DuckDB that wrote it and the way out", () => {
  expect(duckDbProblem({ storage: 68, writer: "v1.6.0", bytes: 1 }, 1)).toMatch(
    /by DuckDB 1\.6\.0 in storage format 68.*STORAGE_VERSION/,
  );
  expect(duckDbProblem({ storage: 43, writer: "", bytes: 1 }, 1)).toMatch(
    /by DuckDB 0\.7 or so.*EXPORT DATABASE/,
  );
});

test("other bytes are no database", () => {
  expect(duckDbHeader(new Uint8Array(20_000))).toBeNull();
  expect(duckDbHeader(new Uint8Array(9))).toBeNull();
});
