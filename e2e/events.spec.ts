import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { openNative } from "./nativeDuckDb.ts";

const clicks = `SELECT 'u' || (i * 7 % 13) AS user_id,
  TIMESTAMP '2024-03-01 08:00:00' + to_minutes(CAST((i * i * 37) % 20000 AS BIGINT)) AS ts,
  ['view', 'cart', 'buy', 'search'][1 + (i * 5 + i // 7) % 4] AS event,
  i * 31 % 97 AS amount
FROM range(600) t(i)`;
const text = (kind: string) => `---
eider: 1
title: Test
---

\`\`\`sql name=clicks
${clicks}
\`\`\`

${kind}`;

test("sessions of a log are native DuckDB's, and a timeline shows one user's", async ({ notebook }) => {
  await notebook.startWith(text("```events name=sessions from=clicks\nsessions:\n  gap: 2 hours\n```\n"));
  await notebook.runAll();
  await notebook.expectRun("sessions", "done");
  const native = await openNative();
  const expected = await native.texts(`WITH log AS (${clicks}),
    marked AS (SELECT *, ts - lag(ts) OVER one > INTERVAL 2 HOURS AS late FROM log WINDOW one AS (PARTITION BY user_id ORDER BY ts)),
    numbered AS (SELECT *, sum(coalesce(late, true)::INT) OVER (PARTITION BY user_id ORDER BY ts) AS nr FROM marked)
    SELECT user_id || '-' || nr, min(ts), max(ts), count(*) FROM numbered GROUP BY user_id, nr ORDER BY user_id, nr`);
  native.close();
  const rows = await (await notebook.eider()).evaluate((eider) =>
    eider.rows("sessions", { offset: 0, limit: 1000 }),
  );
  // session_id, user_id, session, started_at, ended_at, seconds, events, …
  expect(rows.map((row) => [0, 3, 4, 6].map((at) => row[at]))).toEqual(expected);
  expect(rows.length).toBeGreaterThan(50);

  const cell = notebook.cell("sessions");
  await cell.getByRole("button", { name: "Builder", exact: true }).click();
  await cell.getByRole("button", { name: "Timeline of one entity" }).click();
  await expect(cell.getByText(/^u\d+: \d+ events in \d+ sessions$/)).toBeVisible();
  await expect(cell.getByRole("img", { name: /events in \d+ sessions, from 2024-03-01/ })).toBeVisible();
});

test("a pivot is built from a result by clicks and keys, and is native DuckDB's", async ({
  page,
  notebook,
}) => {
  await notebook.startWith(text(""));
  await notebook.runAll();
  await notebook.cell("clicks").getByRole("button", { name: "Group clicks" }).click();
  const cell = notebook.cell("clicks_grouped");
  const shelf = (name: string) => cell.getByRole("group", { name: `${name} shelf` });
  await cell.getByRole("button", { name: "Put user_id on the next free shelf" }).dragTo(shelf("Rows"));
  await expect(shelf("Rows").getByText("user_id", { exact: true }).first()).toBeVisible();
  await shelf("Columns").getByRole("combobox", { name: "Add to Columns" }).selectOption("event");
  await shelf("Measures").getByRole("combobox", { name: "Add to Measures" }).selectOption("amount");
  await cell.getByRole("checkbox", { name: "Totals" }).check();
  await expect
    .poll(() => notebook.text())
    .toContain(
      "group:\n  rows:\n    - user_id\n  columns: event\n  measures:\n    - { sum: amount }\n  totals: true",
    );
  await notebook.expectRun("clicks_grouped", "done");
  expect(await axeFindings(page, '[data-part="builder"]')).toEqual([]);
  const native = await openNative();
  const sums = ["buy", "cart", "search", "view"].map(
    (name) => `sum(amount) FILTER (WHERE event = '${name}')`,
  );
  const expected =
    await native.texts(`SELECT user_id, (user_id IS NOT NULL)::INT, ${sums.join(", ")}, sum(amount)
    FROM (${clicks}) GROUP BY ROLLUP (user_id) ORDER BY user_id NULLS LAST`);
  native.close();
  await expect
    .poll(async () =>
      (await notebook.eider()).evaluate((eider) => eider.rows("clicks_grouped", { offset: 0, limit: 100 })),
    )
    .toEqual(expected);
});
