import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { openNative } from "./nativeDuckDb.ts";

const before = `SELECT i AS id, 'item ' || i AS name, (i * 7 % 50) / 4 AS price, i % 5 AS stock FROM range(400) t(i)`;
const after = `SELECT id, if(id % 40 = 0, upper(name), name) AS name, price + if(id % 10 = 3, 1, 0) AS price, nullif(stock, 4) AS stock
FROM (SELECT i AS id, 'item ' || i AS name, (i * 7 % 50) / 4 AS price, i % 5 AS stock FROM range(20, 410) t(i))`;
const text = `---
eider: 1
title: Test
---

\`\`\`sql name=events_old
${before}
\`\`\`

\`\`\`sql name=events_new
${after}
\`\`\`

\`\`\`compare name=changes from=events_old to=events_new key=id
\`\`\`
`;

test("what differs between two relations is told in numbers, looked through, and becomes SQL with the same rows", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(text);
  await notebook.runAll();
  await notebook.expectRun("changes", "done");
  const native = await openNative();
  const changed = await native.texts(`WITH o AS (${before}), n AS (${after}) SELECT id, c.* FROM (
    SELECT id, unnest([if(o.name <> n.name, {a: 'name', b: o.name, c: n.name}, NULL),
      if(o.price <> n.price, {a: 'price', b: o.price::VARCHAR, c: n.price::VARCHAR}, NULL),
      if(o.stock IS DISTINCT FROM n.stock, {a: 'stock', b: o.stock::VARCHAR, c: n.stock::VARCHAR}, NULL)]) AS c
    FROM o JOIN n USING (id)) WHERE c IS NOT NULL ORDER BY id, c.a`);
  native.close();
  const rows = await notebook.rowsOf("changes");
  expect(rows.filter((row) => row[1] === "changed").map((row) => [0, 2, 3, 4].map((at) => row[at]))).toEqual(
    changed,
  );
  expect(rows.length - changed.length).toBe(30);

  const cell = notebook.cell("changes");
  const diff = cell.getByRole("region", { name: "Differences of changes" });
  await expect(cell.getByRole("button", { name: "10 added" })).toBeVisible();
  await expect(cell.getByRole("button", { name: "20 removed" })).toBeVisible();
  await cell.getByRole("button", { name: /^name \d+ changed$/ }).press("Enter");
  await expect(diff.getByRole("row")).toHaveCount(1 + changed.filter((row) => row[1] === "name").length);
  await expect(diff.getByRole("deletion").first()).toHaveText("item 40");
  await expect(diff.getByRole("insertion").first()).toHaveText("ITEM 40");
  await cell.getByRole("button", { name: "10 added" }).click();
  await expect(diff.getByRole("row", { name: "added 400" })).toContainText("name: ITEM 400");
  expect(await axeFindings(page, 'section[aria-label="What differs in changes"]')).toEqual([]);

  await cell.getByLabel("Capital and small letters are the same").check();
  await expect.poll(() => notebook.text()).toContain("text:\n  case: false");
  await notebook.runCell("changes");
  await expect(cell.getByRole("button", { name: /^name \d/ })).toHaveCount(0);
  const without = await notebook.rowsOf("changes");
  await cell.getByRole("button", { name: "More actions for changes" }).click();
  await page.getByRole("menuitem", { name: "Turn into a SQL cell" }).click();
  await expect.poll(() => notebook.text()).toContain("```sql name=changes");
  await notebook.runCell("changes");
  await notebook.expectRun("changes", "done");
  expect(await notebook.rowsOf("changes")).toEqual(without);
});
