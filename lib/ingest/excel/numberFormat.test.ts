import { expect, test } from "vitest";
import { formatMeaning, meaningOfCode } from "./numberFormat.ts";

test.each([
  ["General", "number"],
  ["0.00", "number"],
  ["0%", "number"],
  ["#,##0.00 [$€-407]", "number"],
  ['0" days"', "number"],
  ["[Red]0;[Blue]-0", "number"],
  ["0.00E+00", "number"],
  ['"d"0', "number"],
  ["\\d0", "number"],
  ["_(* #,##0_);_(* (#,##0)", "number"],
  ["@", "number"],
  ["", "number"],
  ["yyyy-mm-dd", "date"],
  ["[$-409]d-mmm-yy;@", "date"],
  ["[$-F800]dddd, mmmm dd, yyyy", "date"],
  ["[$-x-sysdate]dddd, mmmm dd, yyyy", "date"],
  ["mmmm", "date"],
  ["m", "date"],
  ['[$-411]ggge"年"m"月"d"日"', "date"],
  ["dd\\.mm\\.yyyy", "date"],
  ["yyyy-mm-dd hh:mm", "datetime"],
  ["m/d/yy h:mm AM/PM", "datetime"],
  ["hh:mm:ss", "time"],
  ["hh:mm:ss.000", "time"],
  ["mm:ss.0", "time"],
  ["[$-F400]h:mm:ss AM/PM", "time"],
  ["h AM/PM", "time"],
  ["[h]:mm:ss", "duration"],
  ["[mm]:ss", "duration"],
  ["[ss]", "duration"],
])("%s shows a %s", (code, meaning) => {
  expect(meaningOfCode(code)).toBe(meaning);
});

test("formats that a workbook does not define are Excel's own", () => {
  expect([14, 22, 21, 46, 9, 44, 164].map((id) => formatMeaning(id, undefined))).toEqual([
    "date",
    "datetime",
    "time",
    "duration",
    "number",
    "number",
    "number",
  ]);
});
