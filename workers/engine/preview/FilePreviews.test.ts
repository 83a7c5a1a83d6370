import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import type { ReadingOptions, SourcePreview } from "../../../lib/engine/sourcePreview.ts";
import { makeXlsx } from "../../../lib/ingest/testing/makeXlsx.ts";
import { type StartedEngine, startedEngine } from "../testing/startedEngine.ts";

let engine: StartedEngine;
beforeAll(async () => {
  engine = await startedEngine();
});

let relations = 0;

async function preview(file: File, how: ReadingOptions = {}): Promise<SourcePreview> {
  const answer = await engine.api.preview(file, how);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** The rows that the preview promises are those that the load gives. */
async function expectLoadsSo(file: File, how: ReadingOptions = {}): Promise<SourcePreview> {
  const shown = await preview(file, how);
  expect(shown.problem).toBeNull();
  const relation = `loaded_${++relations}`;
  const receipt = await engine.load({ file, relation, ...how });
  expect(receipt.error).toBeNull();
  const good = shown.rows.filter(({ problem }) => problem === null);
  expect(good.map(({ cells }) => cells)).toEqual(
    (await engine.rows(`from ${relation}`)).slice(0, good.length),
  );
  const described = await engine.api.relation(relation);
  expect(shown.columns.map(({ name, type }) => ({ name, type }))).toEqual(
    described.ok && described.value.columns,
  );
  if (shown.isWhole) expect(shown.rows.length - good.length).toBe(receipt.rejected);
  return shown;
}

const file = (name: string, content: BlobPart) => new File([content], name);

describe("a preview of delimited text", () => {
  it("shows rows and types as the load makes them, and what was found out", async () => {
    const german = file("a.csv", "id;day;price\n1;03.01.2024;1.234,5\n2;15.01.2024;7,25\n");
    await expectLoadsSo(german);
    const shown = await expectLoadsSo(german, { options: { decimal: "," } });
    expect(shown).toMatchObject({ format: "csv", foundFormat: "csv", isWhole: true });
    expect(shown.effective).toMatchObject({ delimiter: ";", headerRows: 1, decimal: ",", thousands: "." });
    expect(shown.rows[0]?.cells).toEqual(["1", "2024-01-03", "1234.5"]);
    expect(shown.charset).toMatchObject({ label: "utf-8", badPlaces: 0 });
  });

  it("follows options that were told", async () => {
    const options = { delimiter: "|", headerRows: 0, skipLines: 1, nulls: ["?"] };
    const shown = await expectLoadsSo(file("b.txt", "a,b\n1|x\n?|y\n"), { format: "csv", options });
    expect(shown.rows.map(({ cells }) => cells)).toEqual([
      ["1", "x"],
      [null, "y"],
    ]);
    await expectLoadsSo(file("c.csv", "a,b\n007,1\n"), { options: { allText: true } });
  });

  it("keeps zero bytes inside values", async () => {
    const shown = await expectLoadsSo(file("zero.csv", `a,b\nx\0y,1\n${"some words,2\n".repeat(9)}`));
    expect(shown.rows[0]?.cells).toEqual(["x\0y", "1"]);
  });

  it("marks rows that an asked type or the wrong number of fields would reject, as they are written", async () => {
    const shown = await expectLoadsSo(
      file("d.csv", "n,t,u\n1,a,x\n-,b,y\nsome,c,z\n4,d,x,more,than\n5,e,y\n"),
      {
        options: { types: { n: "BIGINT" } },
      },
    );
    expect(shown.rows.map(({ line, problem }) => [line, problem === null])).toEqual([
      [2, true],
      [3, true],
      [4, false],
      [5, false],
      [6, true],
    ]);
    expect(shown.rows[2]?.problem).toMatch(/n: some/);
    expect(shown.rows[3]?.cells).toEqual(["4", "d", "x", "more", "than"]);
  });

  it("says which of several tables there are", async () => {
    const row = (n: number) => `${n},${n * 2},${n * 3}\n`;
    const one = `a,b,c\n${[1, 2, 3, 4].map(row).join("")}`;
    const two = `\nname,city\nAnn,Bonn\nBob,Rome\nCem,Oslo\n`;
    const shown = await preview(file("two.csv", one + two));
    expect(shown.choices?.option).toBe("table");
    expect(shown.choices?.items.map(({ value }) => value)).toEqual([1, 2]);
    const second = await expectLoadsSo(file("two.csv", one + two), { options: { table: 2 } });
    expect(second.columns.map(({ name }) => name)).toEqual(["name", "city"]);
  });

  it("tells wrong options in words and still says what it knows", async () => {
    const shown = await preview(file("e.csv", "a,b\n1,2\n"), { options: { delimeter: ";" } });
    expect(shown).toMatchObject({ format: "csv", charset: { label: "utf-8" } });
    expect(shown.problem).toMatch(/delimeter/);
    expect(
      (await preview(file("e.csv", "a\n1\n"), { options: { types: { a: "NOTHING" } } })).problem,
    ).toMatch(/NOTHING/);
    expect((await preview(file("e.csv", "a\n1\n"), { format: "cvs" })).problem).toMatch(/"cvs" is no format/);
    expect((await preview(file("empty.csv", ""))).problem).toMatch(/empty/);
  });
});

describe("a preview of text in other character sets", () => {
  // "name,town" and two Japanese towns in Shift_JIS.
  const bytes = Uint8Array.from([
    ...strToU8("name,town\na,"),
    ...[0x93, 0x8c, 0x8b, 0x9e],
    ...strToU8("\nb,"),
    ...[0x91, 0xe5, 0x8d, 0xe3],
    10,
  ]);

  it("decodes as told, offers what it may be, and counts what does not decode", async () => {
    const jp = file("towns.csv", bytes);
    const told = await expectLoadsSo(jp, { options: { encoding: "shift_jis" } });
    expect(told.rows.map(({ cells }) => cells[1])).toEqual(["東京", "大阪"]);
    expect(told.charset?.label).toBe("shift_jis");
    expect(told.charset?.all).toContain("windows-1252");
    const wrong = await preview(jp, { options: { encoding: "utf-8" } });
    expect(wrong.charset?.badPlaces).toBeGreaterThan(0);
    expect(JSON.stringify(wrong.rows)).toContain("\ufffd");
    expect((await preview(jp, { options: { encoding: "klingon" } })).problem).toMatch(/klingon/);
  });
});

describe("a preview of other formats", () => {
  it("reads the first rows of JSON, with rejected lines marked", async () => {
    const shown = await expectLoadsSo(file("a.ndjson", '{"n":1,"t":"x"}\n{"n":2}\n'));
    expect(shown).toMatchObject({ format: "ndjson", isWhole: true });
    const bad = await preview(file("b.ndjson", '{"n":1}\n{"n":\n{"n":3}\n'));
    expect(bad.rows.filter(({ problem }) => problem !== null)).toMatchObject([{ line: 2 }]);
  });

  it("stops early in a large file", async () => {
    const lines = Array.from({ length: 120_000 }, (_, n) => `{"n":${n},"word":"number ${n}"}\n`).join("");
    const shown = await preview(file("large.ndjson", lines));
    expect(shown.rows).toHaveLength(50);
    expect(shown).toMatchObject({ isWhole: false, problem: null });
  });

  it("tells the share of lines that a pattern fits, and the first that it does not", async () => {
    const log = file("app.log", "10:00 ok 1\n10:01 ok 2\nbroken\n10:02 no 3\n");
    expect((await preview(log, { format: "log" })).problem).toMatch(/pattern|preset/);
    const options = { pattern: "^(?<at>\\S+) (?<state>\\w+) (?<n>\\d+)$", types: { n: "integer" } };
    const shown = await expectLoadsSo(log, { format: "log", options });
    expect(shown.log).toMatchObject({ share: 0.75, firstMisfit: "broken", preset: null });
    expect(shown.rows.map(({ line, problem }) => [line, problem === null])).toEqual([
      [1, true],
      [2, true],
      [3, false],
      [4, true],
    ]);
    expect((await preview(log, { format: "log", options: { pattern: "(" } })).problem).not.toBeNull();
    expect((await preview(log, { format: "log", options: { pattern: "(?<a>zzz)" } })).problem).toMatch(
      /No line/,
    );
  });

  it("recognises a log and names its preset", async () => {
    const line = '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326\n';
    const shown = await expectLoadsSo(file("access.log", line.repeat(3)));
    expect(shown.log).toMatchObject({ preset: "common", share: 1 });
    expect(shown.effective).toMatchObject({ preset: "common" });
  });

  it("offers the sheets of a workbook and keeps to a range", async () => {
    const cells = (rows: number[][]) =>
      rows
        .map(
          (row, r) =>
            `<row r="${r + 1}">${row.map((v, c) => `<c r="${"ABC"[c]}${r + 1}"><v>${v}</v></c>`).join("")}</row>`,
        )
        .join("");
    const book = makeXlsx({
      sheets: {
        First: cells([
          [1, 2],
          [3, 4],
        ]),
        Second: cells([
          [5, 6, 7],
          [8, 9, 10],
        ]),
      },
    });
    const made = file("book.xlsx", new Uint8Array(book));
    const shown = await preview(made);
    expect(shown.choices).toMatchObject({
      option: "sheet",
      items: [{ value: "First" }, { value: "Second" }],
    });
    expect(shown.effective).toMatchObject({ sheet: "First" });
    const options = { sheet: "Second", range: "B1:C2", headerRow: null };
    const ranged = await expectLoadsSo(made, { options });
    expect(ranged.rows.map(({ cells: row }) => row)).toEqual([
      ["6", "7"],
      ["9", "10"],
    ]);
    expect((await preview(made, { options: { range: "nowhere" } })).problem).toMatch(/range/);
  });

  it("offers the tables of a page", async () => {
    const page = "<table><tr><th>a<tr><td>1</table><table><tr><th>b<th>c<tr><td>2<td>3<tr><td>4<td>5</table>";
    const shown = await preview(file("page.html", page));
    expect(shown.choices?.items.map(({ value }) => value)).toEqual([1, 2]);
    expect(shown.effective).toMatchObject({ table: 2 });
    const first = await expectLoadsSo(file("page.html", page), { options: { table: 1 } });
    expect(first.columns.map(({ name }) => name)).toEqual(["a"]);
  });

  it("lists an archive's members and previews the first of those that are read", async () => {
    const zip = file(
      "many.zip",
      new Uint8Array(
        zipSync({ "x.csv": strToU8("a\n1\n"), "y.json": strToU8('{"b":2}'), "z.csv": strToU8("a\n3\n") }),
      ),
    );
    const open = await preview(zip);
    expect(open.problem).toMatch(/members/);
    expect(open.members?.all.map(({ name }) => name)).toEqual(["x.csv", "y.json", "z.csv"]);
    const chosen = await preview(zip, { options: { members: "*.csv", filename: "path" } });
    expect(chosen).toMatchObject({ problem: null, format: "csv", members: { shown: "x.csv" } });
    expect(chosen.members?.all.map(({ isRead }) => isRead)).toEqual([true, false, true]);
    expect(chosen.notes.join(" ")).toMatch(/2 files make one relation/);
    expect((await expectLoadsSo(zip, { options: { members: "y.json" } })).format).toBe("json");
  });

  it("says why a file that is nothing to read is not shown", async () => {
    const shown = await preview(file("a.pdf", "%PDF-1.7 and so on"));
    expect(shown.problem).toMatch(/PDF/);
  });
});
