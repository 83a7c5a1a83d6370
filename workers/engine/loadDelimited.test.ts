import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

let engine: StartedEngine;
beforeAll(async () => {
  engine = await startedEngine();
});

let files = 0;
async function load(content: string | Uint8Array, options: Record<string, unknown> = {}, name = "t.csv") {
  const relation = `d${++files}`;
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const receipt = await engine.load({ relation, file: new File([new Uint8Array(bytes)], name), options });
  const rows = receipt.error === null ? await engine.rows(`from ${relation}`) : [];
  return { relation, receipt, rows };
}

const adds = ({ rows, loaded, rejected }: { rows: number; loaded: number; rejected: number }) =>
  rows === loaded + rejected;

describe("delimited text that does not keep the rules", () => {
  test("short rows are filled, and said", async () => {
    const { receipt, rows } = await load("a,b,c\n1,2,3\n4,5\n6,7,8\n");
    expect(receipt).toMatchObject({ error: null, rows: 3, loaded: 3, rejected: 0 });
    expect(rows).toEqual([
      ["1", "2", "3"],
      ["4", "5", null],
      ["6", "7", "8"],
    ]);
    expect(receipt.notes.join("\n")).toMatch(/NULL/);
  });

  test("a stray quote costs one record at most, not the rest of the file", async () => {
    const lines = Array.from({ length: 50 }, (_, i) => `${i},"text ${i}"`);
    lines[20] = '20,"an 8" pipe';
    const { receipt } = await load(`n,t\n${lines.join("\n")}\n`);
    expect(receipt.error).toBeNull();
    expect(receipt.rows).toBe(50);
    expect(receipt.loaded).toBeGreaterThanOrEqual(49);
    expect(adds(receipt)).toBe(true);
  });

  test("what breaks the rules far behind the first part is found, and read again", async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i},some words of row ${i},${i % 7}`);
    lines[59_000] = "59000,too,many,fields,by,far";
    const { relation, receipt } = await load(`n,t,k\n${lines.join("\n")}\n`);
    expect(receipt).toMatchObject({ error: null, rows: 60_000 });
    expect(adds(receipt)).toBe(true);
    const [[sum] = []] = await engine.rows(`select sum(n)::BIGINT from ${relation}`);
    expect(Number(sum)).toBeGreaterThanOrEqual((60_000 * 59_999) / 2 - 59_000);
  });

  test("a NUL in a name does not keep the file from loading", async () => {
    const { receipt, rows } = await load(`a,b\0c\n1,2,3\n1,2\n1,2\n${"3,4\n".repeat(40)}`);
    expect(receipt).toMatchObject({ error: null, rows: 43 });
    expect(rows[1]).toEqual(["1", "2"]);
  });

  test("hundreds of columns get their types, without more memory than a tab has", async () => {
    const width = 400;
    const cells = (row: number) => [String(row), String(row / 8), `2024-01-0${(row % 9) + 1}`, `x"${row}`];
    const lines = Array.from({ length: 50 }, (_, row) =>
      Array.from({ length: width }, (_, column) => cells(row)[column % 4]).join(","),
    );
    const { receipt, relation } = await load(
      `${Array.from({ length: width }, (_, column) => `c${column}`).join(",")}\n${lines.join("\n")}\n1,2\n`,
    );
    expect(receipt).toMatchObject({ error: null, rows: 51, loaded: 51 });
    expect(await engine.rows(`select typeof(c0), typeof(c1), typeof(c398) from ${relation} limit 1`)).toEqual(
      [["BIGINT", "DOUBLE", "DATE"]],
    );
  });

  test("a title above the header and a delimiter of more than one sign are no obstacle", async () => {
    const text = "Sales of May\n\nday||n\n2026-05-01||1\n2026-05-02||2\n";
    const { rows } = await load(text, { delimiter: "||" });
    expect(rows).toEqual([
      ["2026-05-01", "1"],
      ["2026-05-02", "2"],
    ]);
  });
});

describe("the options of a source", () => {
  test("say how its text is read", async () => {
    const text = "x;y\n1.234,5;n/a\n2,0;7\n";
    const { receipt, rows } = await load(text, {
      delimiter: ";",
      decimal: ",",
      thousands: ".",
      nulls: ["n/a"],
    });
    expect(receipt.error).toBeNull();
    expect(rows).toEqual([
      ["1234.5", null],
      ["2.0", "7"],
    ]);
  });

  test("may keep everything as text", async () => {
    const { relation, rows } = await load("n,d\n1,2026-01-01\n2,2026-01-02\n", { allText: true });
    expect(rows[0]).toEqual(["1", "2026-01-01"]);
    expect(await engine.rows(`select distinct typeof(n) || typeof(d) from ${relation}`)).toEqual([
      ["VARCHARVARCHAR"],
    ]);
  });

  test("may ask for types, and rows that are not of them are set aside with their reason", async () => {
    const { relation, receipt, rows } = await load("n,t\n1,a\nx,b\n3,c\n", { types: { n: "INTEGER" } });
    expect(receipt).toMatchObject({ error: null, rows: 3, loaded: 2, rejected: 1 });
    expect(rows).toEqual([
      ["1", "a"],
      ["3", "c"],
    ]);
    expect(await engine.rows(`select column_name, raw, reason from ${relation}__rejects`)).toEqual([
      ["n", "x", "row 2: not of the type that was asked for"],
    ]);
  });

  test("that nobody knows are refused by name", async () => {
    const { receipt } = await load("a,b\n1,2\n", { delimitr: ";" });
    expect(receipt.error).toMatch(/delimitr/);
  });
});

describe("text in other character sets", () => {
  // "名前,数\n東京,1\n大阪,2\n" in Shift_JIS.
  const shiftJis = Uint8Array.from(
    Buffer.from("96bc914f2c90940a938c8b9e2c310a91e58de32c320a".padEnd(0), "hex"),
  );

  test("is decoded, told, and can be named", async () => {
    const { receipt, rows } = await load(shiftJis, { encoding: "shift_jis" });
    expect(receipt).toMatchObject({ error: null, encoding: "shift_jis", loaded: 2 });
    expect(rows).toEqual([
      ["東京", "1"],
      ["大阪", "2"],
    ]);
  });

  test("is found out: UTF-16 with a mark, also within gzip", async () => {
    const text = Buffer.from(`\ufeffname;n\nGrüße;1\nŁódź;2\n`, "utf16le");
    for (const [bytes, name] of [
      [text, "t.csv"],
      [gzipSync(text), "t.csv.gz"],
    ] as const) {
      const { receipt, rows } = await load(new Uint8Array(bytes), {}, name);
      expect(receipt).toMatchObject({ error: null, encoding: "utf-16le", loaded: 2, rejected: 0 });
      expect(rows).toEqual([
        ["Grüße", "1"],
        ["Łódź", "2"],
      ]);
    }
  });

  test("bytes that do not decode are counted and located", async () => {
    const bytes = Buffer.concat([
      Buffer.from("name,n\ncaf"),
      Buffer.from([0x81]),
      Buffer.from(",1\ntea,2\n"),
    ]);
    const { receipt } = await load(new Uint8Array(bytes), { encoding: "windows-1252" });
    expect(receipt.notes.join("\n")).toMatch(/1 place does not decode.*line 2, byte 10/);
  });

  test("a set that nobody knows is refused", async () => {
    expect((await load("a\n1\n", { encoding: "klingon" })).receipt.error).toMatch(/klingon/);
  });
});

describe("a choice of columns and rows", () => {
  const choice = { columns: ["n"], where: "k = 'b'" };

  test.each([
    ["csv", "n,k\n1,a\n2,b\n3,b\n"],
    ["ragged csv", "n,k\n1,a\n2,b\n3,b\n4\n"],
    ["ndjson", '{"n":1,"k":"a"}\n{"n":2,"k":"b"}\n{"n":3,"k":"b"}\n'],
  ])("keeps what it asks for of %s, and says how much it left out", async (kind, text) => {
    const { receipt, rows } = await load(text, choice, kind === "ndjson" ? "t.ndjson" : "t.csv");
    expect(receipt.error).toBeNull();
    expect(rows).toEqual([["2"], ["3"]]);
    const left = kind === "ragged csv" ? 2 : 1;
    expect(receipt).toMatchObject({ rows: 2, loaded: 2, rejected: 0 });
    expect(receipt.skipped).toContainEqual({ reason: "left out by the filter", lines: left });
  });

  test.each(["csv", "ndjson"])("that names no column of %s says so", async (kind) => {
    const text = kind === "csv" ? "n,k\n1,a\n" : '{"n":1,"k":"a"}\n';
    const { receipt } = await load(text, { where: "missing > 1" }, `t.${kind}`);
    expect(receipt.error).toMatch(/choice of columns and rows.*missing/s);
    expect(receipt.relation).toBeNull();
  });
});
