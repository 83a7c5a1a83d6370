import { expect, test } from "./fixtures.ts";

const rows = (columns: string) => `select ${columns} from range(400) t(i)`;
const january =
  "i as id, (i * 37 % 100)::DOUBLE as amount, ['open', 'closed'][1 + i % 2] as status, timestamp '2024-01-01' + interval (i) hour as ordered_at";

const text = `---
title: Orders of each month
---

\`\`\`sql name=orders_raw
${rows(january)}
\`\`\`

\`\`\`contract name=orders from=orders_raw
\`\`\`

\`\`\`sql name=by_status
select status, max(ordered_at) as latest from orders group by status order by status
\`\`\`
`;

test("a contract is pinned by a click, stops a file with another column name, and passes it once it is mapped", async ({
  notebook,
  page,
}) => {
  await notebook.startWith(text);
  await notebook.runAll();
  const cell = page.getByRole("group", { name: "Cell orders", exact: true });
  const reader = page.getByRole("group", { name: "Cell by_status" });
  await expect(cell.getByText("Nothing is pinned yet: all rows pass as they are.")).toBeVisible();
  await cell.getByRole("button", { name: "Pin as it is now" }).click();
  await expect(cell.getByText("As pinned: 4 pinned columns, nothing found.")).toBeVisible();
  expect(await notebook.text()).toContain(
    "- { name: status, type: VARCHAR, nulls: 0, values: { closed: 0.5, open: 0.5 } }",
  );

  // Next month's file: a column has another name, another is new, and a status that nobody knew.
  const february = january
    .replace("ordered_at", "order_time")
    .replace("'open'", "case when i < 20 then 'lost' else 'open' end");
  await notebook.editSql("orders_raw", rows(`${february}, 'web' as channel`));
  await notebook.runAll();
  await expect(cell).toHaveAttribute("data-run", "failed");
  await expect(
    cell.getByText("Not as pinned: ordered_at is gone; order_time looks like its new name."),
  ).toBeVisible();
  await expect(reader).toHaveAttribute("data-run", "blocked");
  await expect(cell.getByRole("region", { name: "Findings of orders" }).getByRole("row")).toHaveCount(4);

  const mapping = cell.getByRole("region", { name: "Mapping of orders" });
  await expect(mapping.getByLabel("ordered_at TIMESTAMP")).toHaveValue("= order_time");
  await expect(mapping.getByText(/guessed, \d+ % alike/)).toBeVisible();
  await mapping.getByRole("button", { name: "Use this mapping" }).click();
  await expect(cell).toHaveAttribute("data-run", "done");
  await expect(cell.getByText("4 pinned columns: 2 warnings and 1 note.")).toBeVisible();
  await expect(cell.getByRole("region", { name: "Findings of orders" })).toContainText("lost");
  await notebook.runAll();
  await expect(reader).toHaveAttribute("data-run", "done");
  expect(await notebook.text()).toContain("map:\n  ordered_at: order_time");

  await cell.getByRole("button", { name: "Accept as it is now" }).click();
  await expect(cell.getByText("As pinned: 5 pinned columns, nothing found.")).toBeVisible();
  expect(await notebook.text()).not.toContain("map:");
});
