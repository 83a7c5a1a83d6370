import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadBySheets } from "../../../suites/excel/loadBySheets.ts";
import { scoreTwins } from "../../../suites/excel/scoreTwins.ts";
import { scoreWorkbooks } from "../../../suites/excel/scoreWorkbooks.ts";
import { isWhole, sampleHere } from "../../../suites/sampleHere.ts";

const folder = join(process.cwd(), "../shared/data/excel");

describe.skipIf(!existsSync(folder))("workbooks of many writers (needs ../shared/data)", () => {
  test("every workbook that an independent reader opens reads as it does, and others open beyond", async () => {
    const score = await scoreWorkbooks(folder, loadBySheets, sampleHere);
    expect(score.fails).toEqual([]);
    expect(score.equal).toBeGreaterThan(20);
    if (isWhole) expect(score).toMatchObject({ files: 233, equal: 158, openedBeyond: 65, refused: 10 });
    for (const refusal of score.refusals) expect(refusal).toContain("encrypted with a password");
  }, 300_000);

  test("one workbook in several formats reads the same, but for what its writers changed", async () => {
    const { pairs, fails } = await scoreTwins(join(folder, "sheetjs"), loadBySheets, sampleHere);
    expect(pairs).toBeGreaterThan(isWhole ? 95 : 10);
    // A renamed sheet reads the same; line ends, lost dialogs and recomputed formulas are the writers'.
    const known = [
      "BlankSheetTypes.ods",
      "LONumbers.xls",
      "comments_stress_test.ods",
      "comments_stress_test.xls",
      "formula_stress_test.ods",
      "number_format.ods",
    ];
    const found = fails.map((fail) => fail.replace(/ beside .*/, "")).sort();
    expect(found).toEqual(isWhole ? known : known.filter((file) => found.includes(file)));
  }, 300_000);
});
