import { expect, test } from "vitest";
import { loadDelimited } from "../testing/loadDelimited.ts";
import { previewCsv } from "./previewCsv.ts";

const text = `Report\n\nid;day;price;name\n${Array.from(
  { length: 300 },
  (_, i) =>
    `${i};${String((i % 28) + 1).padStart(2, "0")}.01.2024;1.${100 + i},5;n${i}${i === 7 ? ";x;y" : ""}`,
).join("\n")}\n`;

test("a preview shows the rows and the types that the load will have", async () => {
  const preview = previewCsv(text, {}, { isWhole: true, rows: 20 });
  expect(preview.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    "id BIGINT",
    "day DATE",
    "price DOUBLE",
    "name VARCHAR",
  ]);
  expect(preview.numbers).toEqual({ decimal: ",", thousands: "." });
  const loaded = await loadDelimited(text);
  const shown = preview.rows.filter(({ problem }) => problem === null).map(({ cells }) => cells);
  expect(shown).toEqual(loaded.rows.slice(0, shown.length));
  expect(preview.rows.find(({ problem }) => problem !== null)).toMatchObject({ line: 11 });
  expect(loaded.report.rejects).toMatchObject([{ line: 11 }]);
});

test("options change what is shown", () => {
  const preview = previewCsv(text, { delimiter: ",", skipLines: 3, headerRows: 0 }, { isWhole: true });
  expect(preview.columns).toHaveLength(2);
  expect(previewCsv(text, { allText: true }, { isWhole: true }).columns.map(({ type }) => type)).toEqual(
    Array(4).fill("VARCHAR"),
  );
});
