import { expect, test } from "./fixtures.ts";

const lines = Array.from({ length: 700 }, (_, at) => `${at},${[" Acme", "Bolt ", "", "Dune"][at % 4]}`);
const orders = {
  name: "orders.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`id,vendor\n${lines.join("\n")}\n`),
};

const recipe = `---
eider: 1
title: Test
---

\`\`\`clean name=tidy from=orders
- typescript:
    column: code
    function: |
      (row) => row.vendor.trim().toUpperCase()
\`\`\`
`;

test("a column is derived by a TypeScript function on a preview, and one that never ends is stopped", async ({
  notebook,
}) => {
  await notebook.startWith(recipe);
  await notebook.addFiles([orders]);
  const cell = notebook.cell("tidy");
  const preview = cell.getByRole("region", { name: "Preview of the step" });

  await test.step("what it makes, and the rows that it throws on, are shown before anything runs", async () => {
    await cell.getByRole("button", { name: "Builder", exact: true }).click();
    await expect(preview.getByRole("status")).toContainText("175 rows set aside");
    await expect(preview.getByRole("table")).toContainText("TypeError");
  });

  await test.step("a mistake is told at its line and column", async () => {
    await cell.getByRole("textbox", { name: "Function of the row" }).fill("(row) => row.vendr");
    await expect(preview.getByRole("alert")).toContainText(
      'There is no column "vendr" here. Did you mean vendor?',
    );
    await cell
      .getByRole("textbox", { name: "Function of the row" })
      .fill("(row) => {\n  return row.vendor.length + Number(row.id) % 2;\n}");
    await expect.poll(() => notebook.text()).toContain("    function: |-\n      (row) => {\n        return");
  });

  await test.step("its run makes the column, and tells the rows that were set aside", async () => {
    await notebook.runCell("tidy");
    await notebook.expectDone("tidy");
    expect(await notebook.rowsOf("tidy")).toEqual(
      lines.flatMap((line, at) => {
        const vendor = line.split(",")[1] ?? "";
        return vendor === "" ? [] : [[String(at), vendor, String(vendor.length + (at % 2))]];
      }),
    );
    await expect(notebook.output("tidy")).toContainText("175 values could not be read");
  });

  await test.step("one that never ends is stopped", async () => {
    await cell.getByRole("button", { name: "Builder", exact: true }).click();
    await notebook.editSource("tidy", "- typescript: { column: x, function: '(row) => { while (row) ; }' }");
    await cell.getByRole("button", { name: "Run cell" }).click();
    await expect(cell).toHaveAttribute("data-run", "running");
    await cell.getByRole("button", { name: "Stop cell" }).click();
    await expect(cell).toHaveAttribute("data-run", "cancelled");
  });
});
