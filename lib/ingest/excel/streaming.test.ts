import { expect, test } from "vitest";
import { makeXlsx, numberCell, rowXml, textCell } from "../testing/makeXlsx.ts";
import { readSheet } from "./readSheet.ts";
import { workbookSheets } from "./workbookSheets.ts";

const rowCount = 150_000;
const names = rowXml(1, ["a", "b"].map(textCell));

/** Digits without a pattern, so that they do not compress away. */
function noise(seed: number): number {
  return (Math.imul(seed, 2_654_435_761) >>> 0) / 7;
}

function bigSheet(): string {
  const rows = Array.from({ length: rowCount }, (_, row) =>
    rowXml(row + 2, [numberCell(row), numberCell(noise(row))]),
  );
  const claimed = `<dimension ref="A1:B${rowCount + 1}"/>`;
  return `<worksheet>${claimed}<sheetData>${names}${rows.join("")}</sheetData></worksheet>`;
}

const bytes = makeXlsx({
  sheets: { big: bigSheet(), small: names + rowXml(2, [numberCell(1), numberCell(2)]) },
});

/** A file that counts the bytes that are asked of it. */
function countingFile(): { file: Blob; asked: () => number } {
  const file = new Blob([new Uint8Array(bytes)]);
  let asked = 0;
  const slice = file.slice.bind(file);
  const counting = (part: Blob): Blob => {
    const cut = part.slice.bind(part);
    const read = part.arrayBuffer.bind(part);
    part.slice = (from, to, type) => counting(cut(from, to, type));
    part.arrayBuffer = () => {
      asked += part.size;
      return read();
    };
    return part;
  };
  file.slice = (from, to, type) => counting(slice(from, to, type));
  return { file, asked: () => asked };
}

test("rows are handed on in batches while the sheet is still being read", async () => {
  const { file } = countingFile();
  let bytesDone = 0;
  const doneAtBatch: number[] = [];
  const report = await readSheet(
    file,
    {
      append: async () => {
        doneAtBatch.push(bytesDone);
      },
      restart: async () => undefined,
    },
    { sheet: "big" },
    (done) => {
      bytesDone = done;
    },
    new AbortController().signal,
  );
  expect(report.rows).toBe(rowCount);
  expect(doneAtBatch.length).toBe(3);
  expect(doneAtBatch[0]).toBeLessThan(file.size * 0.8);
  expect(bytesDone).toBe(file.size);
});

test("a small sheet is read without the large one beside it", async () => {
  const { file, asked } = countingFile();
  const sink = { append: async () => undefined, restart: async () => undefined };
  await readSheet(file, sink, { sheet: "small" }, () => undefined, new AbortController().signal);
  expect(asked()).toBeLessThan(200_000);
});

test("the size of a large sheet is believed where it need not be counted, and counted where it must be", async () => {
  const { file, asked } = countingFile();
  const [believed] = await workbookSheets(file, { countUpTo: 100_000 });
  expect(believed).toMatchObject({ usedRange: `A1:B${rowCount + 1}`, cells: null, isCounted: false });
  expect(asked()).toBeLessThan(file.size * 0.7);
  const [counted] = await workbookSheets(file, { countUpTo: Number.POSITIVE_INFINITY });
  expect(counted).toMatchObject({ rows: rowCount + 1, cells: 2 * (rowCount + 1), isCounted: true });
});

test("a stop is heard while rows are read", async () => {
  const stop = new AbortController();
  const sink = {
    append: async () => stop.abort(new Error("stopped")),
    restart: async () => undefined,
  };
  const { file } = countingFile();
  await expect(readSheet(file, sink, { sheet: "big" }, () => undefined, stop.signal)).rejects.toThrow(
    "stopped",
  );
});
