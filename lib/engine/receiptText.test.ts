import { expect, test } from "vitest";
import { failedReceipt } from "./failedReceipt.ts";
import { receiptText } from "./receiptText.ts";

test("a receipt as text says everything that the receipt says", () => {
  const receipt = {
    ...failedReceipt("a.csv", "a", 12_345, ""),
    error: null,
    format: "csv (gzip)",
    encoding: "shift_jis",
    rows: 1003,
    loaded: 1001,
    rejected: 2,
    exact: true,
    skipped: [{ reason: "blank", lines: 1 }],
    notes: ["dates are read as %d/%m/%Y"],
    doubts: ["the file holds 2 tables"],
    elapsedMs: 41.7,
  };
  expect(receiptText(receipt, [{ name: "day", type: "DATE" }])).toBe(
    [
      "Source: a",
      "File: a.csv (12,345 bytes)",
      "Format: csv (gzip)",
      "Encoding: shift_jis",
      "Rows: 1,003 = 1,001 loaded + 2 rejected",
      "Skipped: 1 line: blank",
      "In doubt: the file holds 2 tables",
      "Note: dates are read as %d/%m/%Y",
      "Columns:",
      "  day DATE",
      "Time: 42 ms",
      "",
    ].join("\n"),
  );
});

test("a failed load says why", () => {
  expect(receiptText(failedReceipt("a.csv", "a", 0, "It is empty."), [])).toContain("Error: It is empty.\n");
});
