import { expect, test } from "./fixtures.ts";

/** Pictures of the main screens for people to look at; nothing is compared. */
const folder = "test-results/screens";

const looks = [
  { look: "light-wide", colorScheme: "light", width: 1280 },
  { look: "dark-wide", colorScheme: "dark", width: 1280 },
  { look: "light-narrow", colorScheme: "light", width: 400 },
  { look: "dark-narrow", colorScheme: "dark", width: 400 },
] as const;

const failing = [
  "# What went wrong\n",
  "```sql name=base\nselect range as n, 'word ' || range as word from range(1000)\n```\n",
  "```sql name=broken\nselect\n  word,\n  wrod\nfrom base\n```\n",
  "```sql name=reader\nselect * from broken\n```\n",
  "```ts name=thrown\nconst row = (await base.toArray())[0];\nthrow new Error('no use for ' + row.word);\n```\n",
].join("\n");

const busy =
  "```sql name=slow\nselect count(*) as n from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3\n```\n";

for (const { look, colorScheme, width } of looks) {
  test(`pictures, ${look}`, async ({ page, notebook }) => {
    const picture = async (name: string) => {
      await page.screenshot({ path: `${folder}/${name}-${look}.png`, animations: "disabled" });
    };
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await notebook.open();
    await expect(notebook.cell("events_clean")).toBeVisible();
    await picture("welcome-unrun");
    await (await notebook.eider()).evaluate((eider) => eider.run());
    await picture("welcome-run");
    for (const name of ["revenue", "revenue_by_vendor", "shop_statistics"]) {
      await notebook.cell(name).scrollIntoViewIfNeeded();
      await expect(notebook.output(name)).toBeVisible();
      await picture(`welcome-${name}`);
    }
    await notebook.openEmpty("Empty");
    await picture("empty");
    await notebook.openText(failing);
    await (await notebook.eider()).evaluate((eider) => eider.run());
    await notebook.expectRun("thrown", "failed");
    await picture("failed");
    await notebook.openText(busy);
    await notebook.cell("slow").hover();
    await notebook.cell("slow").getByRole("button", { name: "Run cell", exact: true }).click();
    await notebook.expectRun("slow", "running");
    await picture("busy");
    await notebook.stop();
  });
}
