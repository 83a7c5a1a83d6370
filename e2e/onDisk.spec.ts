import { expect, test } from "./fixtures.ts";
import { pickHandles } from "./page-models/pickedHandles.ts";

const text = "# Tea\n\n```sql name=a\nselect 1 as n\n```\n";

test("a notebook picked from the disk is saved in place, also after a reload, and never over what another program wrote", async ({
  page,
  notebook,
}) => {
  const handles = await pickHandles(page);
  const file = page.getByTitle(/^(The file on the disk is as here|Not saved to the disk yet)/);
  const bar = page.getByRole("region", { name: "File on the disk" });
  const lookedAt = () => page.evaluate(() => dispatchEvent(new Event("focus")));
  await notebook.open();
  await handles.writeText("tea.nb.md", text);
  await handles.pickNext("tea.nb.md");
  await notebook.button("Open notebook").click();
  await expect(file).toHaveText("tea.nb.md");
  expect(await notebook.text()).toBe(text);

  await test.step("by the key, without a dialog", async () => {
    await notebook.editSql("a", "select 2 as n");
    await expect(file).toHaveText("tea.nb.md · edited");
    await page.keyboard.press("ControlOrMeta+s");
    await expect(file).toHaveText("tea.nb.md");
    expect(await handles.read("tea.nb.md")).toContain("select 2 as n");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  });

  await test.step("after a reload the browser is asked once, by the save", async () => {
    await handles.afterReload("prompt");
    await notebook.reload();
    await expect(file).toHaveText("tea.nb.md");
    await notebook.editSql("a", "select 3 as n");
    await notebook.button("Save notebook").click();
    await expect(file).toHaveText("tea.nb.md");
    expect(await handles.read("tea.nb.md")).toContain("select 3 as n");
  });

  await test.step("what another program wrote is noticed, and not overwritten by a save", async () => {
    await notebook.editSql("a", "select 'mine' as n");
    await handles.writeText("tea.nb.md", `${text}\nMore words\n`);
    await notebook.button("Save notebook").click();
    await expect(bar).toContainText("tea.nb.md changed on the disk: 3 lines added, 1 line removed.");
    await expect(bar).toContainText("It was changed here as well");
    expect(await handles.read("tea.nb.md")).toContain("More words");
    await bar.getByRole("button", { name: "Reload from disk" }).click();
    await expect(bar).toHaveCount(0);
    expect(await notebook.text()).toContain("More words");
    await expect(page.getByText("(before reload)")).toBeVisible();
  });

  await test.step("and noticed when the tab is looked at again", async () => {
    await handles.writeText("tea.nb.md", text);
    await lookedAt();
    await expect(bar).toContainText("2 lines removed");
    await bar.getByRole("button", { name: "Keep mine" }).click();
    await expect(bar).toHaveCount(0);
    await expect(file).toHaveText("tea.nb.md · edited");
    await handles.remove("tea.nb.md");
    await lookedAt();
    await expect(bar).toContainText("tea.nb.md is gone from the disk");
  });
});
