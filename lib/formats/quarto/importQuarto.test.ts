import { expect, it } from "vitest";
import { printNotebook } from "../printNotebook.ts";
import { importQuarto } from "./importQuarto.ts";

function imported(text: string): string {
  const outcome = importQuarto(text);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return printNotebook(outcome.value.document);
}

it("blocks that run become cells with their labels as names, and every other byte stays", () => {
  expect(
    imported(`---
title: Shop
format: html
---

# Orders

\`\`\`{sql}
--| label: by-day
select 1
\`\`\`

\`\`\`{sql first, connection=con}
select 2
\`\`\`

\`\`\`{python}
print(1)
\`\`\`

\`\`\`{r, label="by-day", echo=FALSE}
x <- 1
\`\`\`

\`\`\`{.python}
shown
\`\`\`

\`\`\`sql
shown
\`\`\`

- in a list

  \`\`\`{sql}
  select 3
  \`\`\`
`),
  ).toBe(`---
title: Shop
format: html
---

# Orders

\`\`\`sql name=by_day
--| label: by-day
select 1
\`\`\`

\`\`\`sql name=first
select 2
\`\`\`

\`\`\`python name=cell_1
print(1)
\`\`\`

\`\`\`r name=by_day_2
x <- 1
\`\`\`

\`\`\`{.python}
shown
\`\`\`

\`\`\`sql
shown
\`\`\`

- in a list

  \`\`\`{sql}
  select 3
  \`\`\`
`);
});

it("line ends of Windows and a block that nothing closes stay", () => {
  expect(imported("text\r\n\r\n~~~{sql}\r\nselect 1")).toBe("text\r\n\r\n~~~sql name=cell_1\r\nselect 1");
});

it("a document whose front matter is broken is refused with its line", () => {
  expect(importQuarto("---\ntitle: [\n---\n")).toMatchObject({ ok: false, error: { code: "file" } });
});
