import { describe, expect, test } from "vitest";
import { IngestError } from "../../lib/ingest/types.ts";
import { isFatal, tagError } from "./tagError.ts";

const trap = (message: string) => Object.assign(new Error(message), { name: "RuntimeError" });

describe("the engine is beyond use", () => {
  test.each([
    "unreachable",
    "memory access out of bounds",
    "table index is out of bounds",
    "null function or function signature mismatch",
  ])("after the trap: %s", (message) => {
    expect(isFatal(trap(message))).toBe(true);
    expect(isFatal(new Error(message))).toBe(true);
    expect(tagError(trap(message)).code).toBe("crashed");
  });

  test("never by a damaged file, whatever its decoder said", () => {
    const thrown = new IngestError("The Parquet file is damaged: row group 1 cannot be read (unreachable).");
    expect(isFatal(thrown)).toBe(false);
    expect(tagError(thrown).code).toBe("file");
  });

  test("never by the words of a statement", () => {
    for (const message of [
      'Binder Error: Referenced column "unreachable" not found in FROM clause!',
      'Parser Error: syntax error at or near "RuntimeError"',
      '{"exception_type":"Conversion","exception_message":"Could not convert string \'null function\' to INT32"}',
    ]) {
      expect(isFatal(new Error(message)), message).toBe(false);
      expect(tagError(new Error(message)).code).toBe("sql");
    }
  });
});

test("out of memory is told in words, without the JSON that inserts throw and the names of hidden tables", () => {
  const why = "could not allocate block of size 256.0 KiB (3.1 GiB/3.1 GiB used)";
  const thrown = JSON.stringify({
    exception_type: "Out of Memory",
    exception_message: `Failed to insert into table '__eider_s3': ${why}\nDatabase is launched in in-memory mode`,
  });
  expect(tagError(new Error(thrown))).toMatchObject({
    code: "out-of-memory",
    message: `Out of Memory Error: ${why}`,
  });
  expect(tagError(new Error(`${thrown.slice(0, 60)} could not allocate`)).code).toBe("out-of-memory");
});
