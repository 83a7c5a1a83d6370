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

test("pictures of the main screens", async ({ page, notebook }) => {
  /** Takes the screen in every look; `before` brings what matters into view, which a new width may have moved. */
  const picture = async (name: string, before: () => Promise<void> = async () => undefined) => {
    for (const { look, colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      // The panel follows the window's width by itself: beside the notebook where there is room, else a closed drawer.
      await expect(notebook.button(width < 900 ? "Show data panel" : "Hide data panel")).toBeVisible();
      await before();
      await page.screenshot({ path: `${folder}/${name}-${look}.png`, animations: "disabled" });
    }
  };
  const run = async () => (await notebook.eider()).evaluate((eider) => eider.run());

  await notebook.open();
  await expect(notebook.cell("events_clean")).toBeVisible();
  await picture("welcome-unrun");
  await run();
  for (const name of ["events_clean", "revenue", "revenue_by_vendor", "shop_statistics"]) {
    await picture(`welcome-${name}`, async () => {
      await notebook.cell(name).scrollIntoViewIfNeeded();
      await expect(notebook.output(name)).toBeVisible();
      const picture = notebook.output(name).getByRole("button", { name: "PNG", exact: true });
      if ((await picture.count()) > 0) await expect(picture).toBeEnabled();
    });
  }

  await notebook.openEmpty("Empty");
  await picture("empty");

  await notebook.openText(failing);
  await run();
  await notebook.expectRun("thrown", "failed");
  await picture("failed", () => notebook.cell("broken").scrollIntoViewIfNeeded());

  await notebook.openText(busy);
  await notebook.cell("slow").getByRole("button", { name: "Run cell", exact: true }).click();
  await notebook.expectRun("slow", "running");
  await picture("busy");
  await notebook.stop();
});
