import { expect, test } from "/work/w-sql/e2e/fixtures.ts";
const cell = (name: string, source: string, kind = "sql") => `\`\`\`${kind} name=${name}\n${source}\n\`\`\`\n`;
test("look", async ({ page, notebook }) => {
  await notebook.open();
  await notebook.openText([
    cell("orders", "select range as id, 'buyer ' || range % 7 as buyer, (range * 1.5)::decimal(10,2) as amount, {'city': 'x', 'zip': 3} as address from range(100000)"),
    cell("vendors", "select range as id, 'v' || range as vendor from range(7)"),
    cell("work", "select 1"),
    cell("plan", "explain analyze\nselect v.vendor, count(*) as n, sum(o.amount) as total from orders o join vendors v on o.id % 7 = v.id where o.amount > 100 group by all order by total desc limit 3"),
    cell("plan2", "explain\nselect v.vendor, count(*) as n from orders o join vendors v on o.id % 7 = v.id group by all"),
  ].join("\n"));
  await (await notebook.eider()).evaluate((eider) => eider.run());
  const shot = async (name: string) => {
    for (const scheme of ["light", "dark"] as const) { await page.emulateMedia({ colorScheme: scheme }); await page.screenshot({ path: `/tmp/w-sql-shots/${name}-${scheme}.png`, animations: "disabled" }); }
    await page.emulateMedia({ colorScheme: "light" });
  };
  const source = notebook.source("work");
  const write = async (text: string) => { await source.focus(); await source.press("ControlOrMeta+a"); await source.press("Delete"); await page.keyboard.insertText(text); };
  await notebook.cell("work").scrollIntoViewIfNeeded();
  await page.waitForTimeout(2000);
  await write("select  from orders o join vendors v using (id)");
  for (let i = 0; i < " from orders o join vendors v using (id)".length; i++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+Space"); await page.waitForTimeout(1200); await shot("complete-columns");
  await page.keyboard.press("Escape");
  await write("select regexp_"); await page.keyboard.press("Control+Space"); await page.waitForTimeout(1200);
  await page.keyboard.press("Control+Space"); await page.waitForTimeout(800); await shot("complete-functions");
  await page.keyboard.press("Tab"); await page.waitForTimeout(1000); await shot("signature");
  await page.keyboard.press("Escape");await page.keyboard.press("Escape");
  await write("select buyer,\n  amuont\nfrom orders\nwhere addres.city = 'x'"); await page.waitForTimeout(1500); await page.keyboard.press("Escape"); await shot("errors");
  await notebook.cell("work").getByText("amuont").last().hover(); await page.waitForTimeout(1000); await shot("error-hover");
  await write("select amount from orders"); await page.keyboard.press("Escape"); await page.waitForTimeout(800);
  await notebook.cell("work").getByText("orders", { exact: true }).last().hover(); await page.waitForTimeout(1200); await shot("hover");
  await notebook.cell("plan").scrollIntoViewIfNeeded();
  await notebook.output("plan").getByRole("treeitem").nth(3).click();
  await page.waitForTimeout(500); await shot("plan");
  await notebook.output("plan2").scrollIntoViewIfNeeded(); await page.waitForTimeout(300); await shot("plan2");
  await notebook.output("plan").getByRole("button", {name:"Show as text"}).click(); await notebook.output("plan").scrollIntoViewIfNeeded(); await shot("plan-text");
  await notebook.output("plan").getByRole("button", {name:"Show as a tree"}).click();
  await page.setViewportSize({ width: 420, height: 900 }); await notebook.output("plan").scrollIntoViewIfNeeded(); await page.waitForTimeout(500); await shot("plan-narrow");
});
