import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";

test.use({ timezoneId: "America/New_York" });

const text = `---
eider: 1
title: Test
---

\`\`\`sql name=calls
SELECT TIMESTAMP '2024-01-01 23:30:00' AS at FROM range(3) UNION ALL SELECT TIMESTAMP '2024-01-01 12:00:00'
\`\`\`

\`\`\`chart name=by_day from=calls
{
  "mark": "bar",
  "encoding": {
    "x": { "field": "at", "timeUnit": "yearmonthdate", "type": "ordinal" },
    "y": { "aggregate": "count" }
  }
}
\`\`\`
`;

test("a chart follows the time zone that is chosen for the notebook, and undo takes it back", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(text);
  await notebook.runAll();
  const chart = notebook.chart("by_day");
  await expect(chart).toHaveAccessibleName(/by at \(year-month-date\): 1 bar, largest 2024-01-01 4$/);

  await page.getByRole("button", { name: "More ways to run" }).click();
  await page.getByRole("menuitem", { name: "Time zone of charts: UTC" }).click();
  const dialog = page.getByRole("dialog", { name: "Time zone of charts" });
  const options = dialog.getByRole("option");
  await expect(options.nth(0)).toHaveText(/^UTC.*the default/);
  await expect(options.nth(1)).toHaveText(/^America\/New_York.*this browser's/);
  expect(await axeFindings(page, '[role="dialog"]')).toEqual([]);
  await page.keyboard.type("berlin");
  await expect(options).toHaveText(/^Europe\/Berlin/);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);

  await expect(chart).toHaveAccessibleName(
    /by at \(year-month-date\) \(Europe\/Berlin\): 2 bars, largest 2024-01-02 3$/,
  );
  expect(await notebook.text()).toBe(text.replace("title: Test\n", "title: Test\ntimezone: Europe/Berlin\n"));

  await notebook.cell("by_day").focus();
  await page.keyboard.press("z");
  await expect(chart).toHaveAccessibleName(/by at \(year-month-date\): 1 bar/);
  expect(await notebook.text()).toBe(text);
});
