import { expect, it } from "vitest";
import { printNotebook } from "../printNotebook.ts";
import { importEvidence, isEvidence } from "./importEvidence.ts";

const inputs = "$" + "{inputs.kind}";
const query = (name: string) => `$\{${name}}`;

const page = `---
title: Sales
---

\`\`\`sql orders_by_month
select 1 as n
\`\`\`

<LineChart data={orders_by_month} />

\`\`\`sql top-orders
select * from ${query("orders_by_month")} where kind = '${inputs}'
\`\`\`

\`\`\`js shown
1
\`\`\`
`;

it("queries become cells that read each other by name, and all else stays", () => {
  const outcome = importEvidence(page);
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(printNotebook(outcome.value.document)).toBe(
    page
      .replace("```sql orders_by_month", "```sql name=orders_by_month")
      .replace("```sql top-orders", "```sql name=top_orders")
      .replace(query("orders_by_month"), "orders_by_month"),
  );
  expect(outcome.value.notes).toEqual([
    `${inputs} in top_orders has no meaning here: put a value or a relation in its place.`,
  ]);
});

it("a page is told from a notebook and from plain Markdown", () => {
  expect(isEvidence(page)).toBe(true);
  expect(isEvidence("```sql name=a\nselect 1\n```\n\n```sql b\nselect 2\n```\n")).toBe(false);
  expect(isEvidence("# Text\n\n```sql\nselect 1\n```\n")).toBe(false);
});
