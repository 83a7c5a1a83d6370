import { expect, test } from "./fixtures.ts";
const text = `---
eider: 1
title: Profiles
---

\`\`\`sql name=orders
select i as id, case when i % 17 = 0 then null else round(exp(sin(i)) * 40, 2) end as price,
 ['Berlin', 'Paris ', 'berlin', 'New York', 'Oslo'][1 + (i * i) % 5] as city,
 TIMESTAMP '2024-01-01' + INTERVAL (i * 37) MINUTE as at, (i % 3 = 0) as paid,
 1700000000 + i * 60 as created_at, 'same' as constant_one, null::INTEGER as nothing,
 case i % 9 when 0 then 'N/A' else '1,' || lpad((i % 999)::VARCHAR, 3, '0') || '.50' end as amount,
 {'a': i, 'b': 'x'} as pair, range(i % 6) as items, DATE '2020-02-01' + (i % 900)::INTEGER as day, uuid() as key
from range(5000) t(i)
\`\`\`
`;
for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 420]] as const)
test(`shots ${scheme} ${width}`, async ({ notebook, page }) => {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: 1000 });
  await notebook.startWith(text);
  await notebook.runCell("orders");
  const profile = page.getByRole("button", { name: /^Profile of price: / });
  await expect(profile).toHaveAccessibleName(/between/);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `/tmp/pshots/grid-${scheme}-${width}.png` });
  await profile.click();
  await expect(page.getByRole("dialog", { name: "Profile of price" })).toContainText("Median");
  await page.waitForTimeout(500);
  await page.screenshot({ path: `/tmp/pshots/pop-${scheme}-${width}.png` });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Profile of city: / }).click();
  await expect(page.getByRole("list", { name: "Hints" })).toBeVisible();
  await page.screenshot({ path: `/tmp/pshots/city-${scheme}-${width}.png` });
  await page.getByRole("button", { name: "Profile of all columns" }).click();
  await expect(page.getByText("Save this profile")).toBeVisible();
  await page.waitForTimeout(300);
  await page.getByRole("button", { name: /^at timestamp/ }).click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `/tmp/pshots/panel-${scheme}-${width}.png` });
});
