import { pathToFileURL } from "node:url";
import { expect, test } from "./fixtures.ts";
import { openNative } from "./nativeDuckDb.ts";

const query = `select range as n, 9007199254740993 + range as big, (range + 1)::decimal(18,3) / 8 as d,
  timestamp '2024-02-29 23:59:59.000001' + to_days(range::integer) as t,
  case when range = 2 then NULL else '</script><img src=x onerror="globalThis.ran=1">' || range end as "<b>text</b>"
from range(120)`;

const hostile = `---
eider: 1
title: Tea </title><script>globalThis.ran = 1</script>
---

# Tea <script>globalThis.ran = 1</script>

<img src=x onerror="globalThis.ran = 1"> [a link](javascript:globalThis.ran=1)

\`\`\`sql name=rows
${query}
\`\`\`

\`\`\`sql name=keys
select 'AKIAIOSFODNN7EXAMPLE' as k
\`\`\`

\`\`\`chart name=drawn from=rows
{ "title": "</script><script>globalThis.ran=1</script>", "mark": "bar",
  "encoding": { "x": { "field": "n", "type": "quantitative" }, "y": { "field": "big", "type": "quantitative" } } }
\`\`\`
`;

test("a notebook saved with its data works from the disk without a network, exact to the last digit, and runs nothing of its own", async ({
  page,
  context,
  notebook,
  allowProblems,
}, info) => {
  // The file itself is all that is asked for.
  allowProblems(/^The page asked for GET file:/);
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  await notebook.startWith(hostile);
  await notebook.runAll();
  await notebook.expectDone("rows", "drawn");
  await notebook.button("Share").click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Page with data" }).click();
  const file = await download;
  const path = info.outputPath(file.suggestedFilename());
  await file.saveAs(path);
  await expect(
    page.getByText(/Not in the file: .*keys: its rows, among which there seems to be a secret/),
  ).toBeVisible();

  const tab = await context.newPage();
  await tab.goto(pathToFileURL(path).href);
  const rows = tab.getByRole("region", { name: "Rows of rows" });
  const texts = () =>
    rows
      .getByRole("row")
      .evaluateAll((lines) =>
        lines.slice(1).map((line) => [...line.querySelectorAll("td")].map((cell) => cell.textContent)),
      );

  await test.step("the first page says what native DuckDB prints", async () => {
    const native = await openNative();
    const asked = await native.texts(query);
    native.close();
    await expect(rows.getByRole("row")).toHaveCount(51);
    expect(await texts()).toEqual(asked.slice(0, 50).map((row) => row.map((text) => text ?? "NULL")));
  });

  await test.step("sorts, pages and filters", async () => {
    await rows.getByRole("button", { name: /^n / }).click();
    await rows.getByRole("button", { name: /^n / }).click();
    expect((await texts())[0]?.[0]).toBe("119");
    await tab.getByRole("button", { name: "Next rows of rows" }).click();
    expect((await texts())[0]?.[0]).toBe("69");
    await tab.getByRole("searchbox", { name: "Filter rows" }).fill("9007199254740995");
    await expect(rows.getByRole("row")).toHaveCount(2);
    expect((await texts())[0]?.slice(0, 2)).toEqual(["2", "9007199254740995"]);
  });

  await test.step("gives out the very Parquet that it shows", async () => {
    const parquet = tab.waitForEvent("download");
    await tab.getByRole("link", { name: "Download rows.parquet" }).click();
    const saved = info.outputPath("rows.parquet");
    await (await parquet).saveAs(saved);
    const native = await openNative();
    const [mine, theirs] = [`select * from read_parquet('${saved}')`, query];
    expect(await native.texts(mine)).toEqual(await native.texts(theirs));
    native.close();
  });

  await test.step("draws its chart, which answers the pointer", async () => {
    const chart = tab.getByRole("img", { name: /bar/i });
    const canvas = chart.locator("canvas");
    await expect(canvas).toBeVisible();
    const box = await canvas.boundingBox();
    if (!box) throw new Error("The chart has no place.");
    await canvas.hover({ position: { x: box.width / 2, y: box.height - 60 } });
    await expect(tab.getByRole("term").first()).toBeVisible();
  });

  expect(await tab.evaluate(() => "ran" in globalThis)).toBe(false);
  await expect(tab.getByText("AKIAIOSFODNN7EXAMPLE")).toHaveCount(0);
});
