import { expect, test } from "./fixtures.ts";

test("without a network a part that was not fetched yet says so, takes nothing with it, and comes with the network", async ({
  page,
  context,
  notebook,
  allowProblems,
}) => {
  // A script that does not come is an error without words.
  allowProblems(/ERR_INTERNET_DISCONNECTED/, /ChunkLoadError/, /^Uncaught error: $/);
  await notebook.startWith("```sql name=a\nselect range as n from range(100)\n```\n");
  await notebook.runCell("a");
  await expect(notebook.grid("a")).toBeVisible();
  // What the editor fetches behind the first picture is not what is looked at here.
  await page.waitForLoadState("networkidle");
  const told = page.getByRole("status").filter({ hasText: "A part of Eider could not be fetched" });

  await test.step("a menu of the grid", async () => {
    await context.setOffline(true);
    await notebook.grid("a").getByRole("button", { name: "Column menu of n" }).click();
    await expect(told).toBeVisible();
    await expect(notebook.grid("a")).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole("menu", { name: "Column menu of n" })).toBeVisible();
    await page.keyboard.press("Escape");
    await told.getByRole("button", { name: "Close message" }).click();
  });

  await test.step("a panel of the page", async () => {
    await context.setOffline(true);
    await notebook.button("Show side panel").click();
    await expect(told).toBeVisible();
    await expect(notebook.grid("a")).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole("complementary", { name: "Side panel" })).toBeVisible();
  });
});
