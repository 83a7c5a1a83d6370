import { expect, test } from "./fixtures.ts";

const text = `---
title: Two shops
---

\`\`\`sql name=here
select * from (values (1, 'Sony Bravia 40 inch LCD television KDL-40V', 799.0), (2, 'Bose Acoustimass speaker system AM10', 999.0), (3, 'Canon PowerShot camera SD1100', 229.0), (4, 'Netgear ProSafe switch FS105', 49.0), (5, 'Panasonic cordless phone KX-TG6700', 99.0), (6, 'Linksys wireless router WRT54G', 59.0), (7, 'Garmin nuvi navigator 260W', 249.0), (8, 'Whirlpool dishwasher white DU1055', 399.0)) as t(id, name, price)
\`\`\`

\`\`\`sql name=there
select * from (values ('a', 'KDL40V Sony LCD TV Bravia 40 in', 789.0), ('b', 'Bose AM10 Acoustimass Speakers', 989.0), ('c', 'Canon Digital Camera PowerShot SD-1100', 219.0), ('d', 'FS105 Netgear 5 port switch', 45.0), ('e', 'Panasonic KXTG6700 phone', 95.0), ('f', 'Linksys router WRT54G wireless', 55.0), ('g', 'Garmin 260W nuvi GPS', 239.0), ('h', 'Sanus television wall mount VM400', 129.0)) as t(id, name, price)
\`\`\`

\`\`\`match name=pairs left=here right=there left_key=id right_key=id
\`\`\`
`;

test("an empty match cell links two relations, and what a person decides counts and stays", async ({
  notebook,
  page,
}) => {
  await notebook.startWith(text);
  await notebook.runAll();
  const cell = page.getByRole("group", { name: "Cell pairs" });
  await expect(cell).toHaveAttribute("data-run", "done");
  await expect(cell.getByRole("grid")).toHaveAttribute("aria-rowcount", "8");

  await expect(cell.getByLabel("What name holds")).toHaveValue("title");
  await cell.getByRole("button", { name: "Threshold", exact: true }).click();
  await expect(cell.getByRole("slider", { name: "Threshold" })).toBeVisible();

  await cell.getByRole("button", { name: "Review", exact: true }).click();
  await expect(cell.getByRole("list", { name: "Reasons" })).toBeVisible();
  await expect(cell.getByText("None decided yet")).toBeVisible();
  // The first of the doubtful is the dishwasher beside the wall mount; it is none, and then is one after all.
  await cell.getByRole("button", { name: "No match" }).press("n");
  await expect(cell.getByText("1 decided")).toBeVisible();
  await cell.getByRole("button", { name: "Undo" }).press("u");
  await expect(cell.getByText("None decided yet")).toBeVisible();
  await cell.getByRole("button", { name: "Match", exact: true }).press("y");
  await cell.getByRole("button", { name: "Match", exact: true }).press("n");
  await expect(cell.getByText("2 decided")).toBeVisible();
  await cell.getByRole("button", { name: "Run again with them" }).click();
  await expect(cell).toHaveAttribute("data-run", "done");
  await expect(cell.getByRole("grid")).toHaveAttribute("aria-rowcount", "9");

  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await notebook.reload();
  expect(await notebook.text()).toContain("decisions:");
});

test("a match says before it runs what its rules would compare and what share of the matches they keep", async ({
  notebook,
  page,
}) => {
  const word = (salt: number) =>
    `['ba', 'ke', 'li', 'mo', 'nu', 'ra', 'se', 'ti'][(1 + hash(i, ${salt}) % 8)::INT] || ['dal', 'fen', 'gor', 'hil', 'jup'][(1 + hash(i, ${salt + 1}) % 5)::INT]`;
  const people = (name: string) =>
    `select i as id, ${name} as name, case when i % 3 = 0 then 'Winterfell' else 'Springtown' end as place, ${word(7)} as street from range(600) r(i)`;
  const full = `${word(1)} || ' ' || ${word(3)} || ${word(5)}`;
  await notebook.startWith(`---
title: Two lists
---

\`\`\`sql name=here
${people(full)}
\`\`\`

\`\`\`sql name=there
${people(`left(${full}, 6) || substr(${full}, 8)`)}
\`\`\`

\`\`\`match name=pairs left=here right=there left_key=id right_key=id
\`\`\`
`);
  await notebook.runAll();
  const cell = page.getByRole("group", { name: "Cell pairs" });
  await cell.getByRole("button", { name: "Estimate before running" }).click();
  const rules = cell.getByRole("table", { name: "Pairs by blocking rule" });
  await expect(rules.getByRole("row", { name: /^place / })).toContainText("“springtown”: 400 × 400 records");
  await expect(cell.getByText(/^Blocking keeps (over|about) [\d.]+\s% of the matches/)).toBeVisible();
  // A change of the text makes it an estimate of something else.
  await cell.getByRole("button", { name: "Do not compare place" }).click();
  await expect(rules).toHaveCount(0);
});
