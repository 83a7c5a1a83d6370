import { beforeAll, describe, expect, test } from "vitest";
import { avroFile } from "../testing/avroFile.ts";
import { fileLoader, type LoadedFile } from "../testing/loadFile.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { readAvro } from "./readAvro.ts";

const signal = new AbortController().signal;
let load: (bytes: Uint8Array) => Promise<LoadedFile>;

beforeAll(async () => {
  const loader = fileLoader(await openWasmDuckDb(), (file, sink) =>
    readAvro(file, sink, () => undefined, signal),
  );
  load = (bytes) => loader(new Blob([new Uint8Array(bytes)]));
});

const record = (fields: unknown[]) => ({ type: "record", name: "r", fields });
const field = (type: unknown, name = "a") => ({ name, type });

describe("what a logical type means", () => {
  const days = { type: "int", logicalType: "date" };
  test.each([
    ["date", days, [0, -1], "DATE", ["1970-01-01", "1969-12-31"]],
    ["time of milliseconds", { type: "int", logicalType: "time-millis" }, [1], "TIME", ["00:00:00.001"]],
    ["time of microseconds", { type: "long", logicalType: "time-micros" }, [1], "TIME", ["00:00:00.000001"]],
    [
      "timestamp of milliseconds",
      { type: "long", logicalType: "timestamp-millis" },
      [1],
      "TIMESTAMP",
      ["1970-01-01 00:00:00.001"],
    ],
    [
      "timestamp of microseconds",
      { type: "long", logicalType: "timestamp-micros" },
      [1],
      "TIMESTAMP",
      ["1970-01-01 00:00:00.000001"],
    ],
    [
      "timestamp of nanoseconds",
      { type: "long", logicalType: "timestamp-nanos" },
      [1],
      "TIMESTAMP_NS",
      ["1970-01-01 00:00:00.000000001"],
    ],
    [
      "local timestamp",
      { type: "long", logicalType: "local-timestamp-micros" },
      [-1],
      "TIMESTAMP",
      ["1969-12-31 23:59:59.999999"],
    ],
    [
      "decimal of bytes",
      { type: "bytes", logicalType: "decimal", precision: 6, scale: 2 },
      [Buffer.from([0x04, 0xd2]), Buffer.from([0xff]), Buffer.from([])],
      "DECIMAL(6,2)",
      ["12.34", "-0.01", "0.00"],
    ],
    [
      "decimal of more digits than 38",
      { type: "bytes", logicalType: "decimal", precision: 60, scale: 0 },
      [Buffer.from([1, ...new Uint8Array(16)]), Buffer.from([0xff])],
      "VARCHAR",
      [(2n ** 128n).toString(), "-1"],
    ],
    [
      "decimal of more digits than 76",
      { type: "bytes", logicalType: "decimal", precision: 100, scale: 1 },
      [Buffer.from([1, ...new Uint8Array(40)])],
      "VARCHAR",
      [`${(2n ** 320n / 10n).toString()}.${(2n ** 320n % 10n).toString()}`],
    ],
    [
      "decimal of a fixed size",
      { type: "fixed", name: "d", size: 4, logicalType: "decimal", precision: 9, scale: 3 },
      [Buffer.from([0xff, 0xff, 0xff, 0xfe])],
      "DECIMAL(9,3)",
      ["-0.002"],
    ],
    [
      "decimal that holds more digits than declared",
      { type: "bytes", logicalType: "decimal", precision: 2, scale: 0 },
      [Buffer.from([0x04, 0xd2])],
      "DECIMAL(4,0)",
      ["1234"],
    ],
    [
      "uuid",
      { type: "string", logicalType: "uuid" },
      ["00112233-4455-6677-8899-aabbccddeeff"],
      "UUID",
      ["00112233-4455-6677-8899-aabbccddeeff"],
    ],
    ["uuid that is none", { type: "string", logicalType: "uuid" }, ["no uuid"], "VARCHAR", ["no uuid"]],
    [
      "duration",
      { type: "fixed", name: "d", size: 12, logicalType: "duration" },
      [Buffer.from([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0])],
      "INTERVAL",
      ["1 month 2 days 00:00:00.003"],
    ],
    ["one that is not known", { type: "int", logicalType: "angle" }, [5], "INTEGER", ["5"]],
    [
      "a decimal without sense",
      { type: "bytes", logicalType: "decimal", precision: 0 },
      [Buffer.from("x")],
      "BLOB",
      ["x"],
    ],
  ])("%s", async (_, type, values, duckType, texts) => {
    const { types, rows } = await load(
      avroFile(
        JSON.parse(JSON.stringify(record([field(type)]))),
        values.map((a) => ({ a })),
      ),
    );
    expect(types).toEqual([duckType]);
    expect(rows.flat()).toEqual(texts);
  });

  test("the notes say what became of times with a zone", async () => {
    const type = { type: "long", logicalType: "timestamp-micros" };
    const { report } = await load(
      avroFile(JSON.parse(JSON.stringify(record([field(type, "seen")]))), [{ seen: 1 }]),
    );
    expect(report.notes).toEqual(["times with a zone are kept as UTC TIMESTAMP: seen"]);
  });
});
