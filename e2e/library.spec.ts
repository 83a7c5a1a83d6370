import { strToU8, zipSync } from "fflate";
import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { given } from "./page-models/dataFiles.ts";
import { keepTitled, libraryOf } from "./page-models/libraryOf.ts";

test("a thousand notebooks are listed, searched, renamed, moved, deleted and restored by keys alone", async ({
  page,
  notebook,
}) => {
  const library = libraryOf(notebook);
  await notebook.open();
  await keepTitled(
    notebook,
    Array.from({ length: 1000 }, (_, at) => `Notebook ${at + 1}`),
  );
  await notebook.open("/?library");
  await expect(library.dialog.getByText("1,001 notebooks")).toBeVisible();
  await expect(library.search).toBeFocused();

  await test.step("only what is in sight is drawn", async () => {
    expect((await library.titles()).length).toBeLessThan(40);
  });

  await test.step("its text is searched, and shown where it was found", async () => {
    await page.keyboard.type("needle_499 ");
    await expect(library.dialog.getByText("1 notebook", { exact: true })).toBeVisible();
    expect(await library.titles()).toEqual(["Notebook 500"]);
    await expect(library.dialog.getByRole("list", { name: "Notebooks" })).toContainText(
      "select 499 as needle_499",
    );
  });

  await test.step("renaming keeps the keyboard on it", async () => {
    await page.keyboard.press("ArrowDown");
    await expect(library.title("Notebook 500")).toBeFocused();
    await page.keyboard.press("F2");
    await page.keyboard.type("Five hundred");
    await page.keyboard.press("Enter");
    await expect(library.title("Five hundred")).toBeFocused();
  });

  await test.step("it goes into a folder", async () => {
    await page.keyboard.press("m");
    const move = page.getByRole("dialog", { name: "Move “Five hundred”" });
    await expect(move.getByRole("textbox", { name: "Folder" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(move).toHaveCount(0);
    await expect(library.title("Five hundred")).toBeFocused();
    await page.keyboard.press("m");
    await page.keyboard.type("shop/2026");
    await page.keyboard.press("Enter");
    await expect(library.dialog.getByRole("status")).toContainText("moved to shop/2026");
    await expect(library.dialog.getByRole("button", { name: /^shop/ })).toBeVisible();
  });

  await test.step("a deleted one leaves the keyboard in its place, and comes back", async () => {
    await library.search.focus();
    await page.keyboard.press("Escape");
    await expect(library.search).toHaveValue("");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await expect(library.title("Notebook 1")).toBeFocused();
    await page.keyboard.press("Delete");
    await expect(library.title("Notebook 2")).toBeFocused();
    await expect(library.dialog.getByRole("status")).toContainText("put into Recently deleted");
    await library.dialog.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(library.dialog.getByText("1,001 notebooks")).toBeVisible();
  });

  await test.step("Enter opens it, and the address is that of the notebook", async () => {
    await library.search.fill("five hundred");
    await expect(library.title("Five hundred")).toBeVisible();
    await library.search.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(library.dialog).toHaveCount(0);
    await expect(page).toHaveURL(/\?n=made499$/);
    expect(await notebook.text()).toContain("title: Five hundred");
  });
});

test("deleting for good is asked; an archive goes out and comes in again, unrun", async ({
  page,
  notebook,
}, testInfo) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  const library = libraryOf(notebook);
  await notebook.startWith("---\neider: 1\ntitle: Tea\n---\n\n```sql name=a\nselect 42 as n\n```\n");
  await library.open();
  await library.choose("Tea", "Duplicate");
  await expect(library.title("Tea (copy)")).toBeFocused();
  await library.choose("Tea (copy)", "Rename");
  await page.keyboard.type("Coffee");
  await page.keyboard.press("Enter");
  await library.choose("Coffee", "Delete");
  await library.goTo("Recently deleted");
  await library.choose("Coffee", "Delete for good");
  const asks = page.getByRole("dialog", { name: "Delete “Coffee” for good?" });
  await expect(asks.getByRole("button", { name: "Keep it" })).toBeFocused();
  await asks.getByRole("button", { name: "Delete for good" }).click();
  await expect(library.dialog).toContainText("Nothing is deleted");
  await library.goTo("All notebooks");

  const download = page.waitForEvent("download");
  await library.dialog.getByRole("button", { name: "Export all" }).click();
  const archive = testInfo.outputPath("all.zip");
  await (await download).saveAs(archive);
  const broken = zipSync({ "bad.ipynb": strToU8("{"), "more/ok.nb.md": strToU8("# Fine\n") });
  const chooser = page.waitForEvent("filechooser");
  await library.dialog.getByRole("button", { name: "Import…" }).click();
  await (await chooser).setFiles([archive]);
  await expect(library.dialog.getByRole("status")).toContainText("imported. Nothing of them has run.");
  await expect(library.title("Tea")).toHaveCount(2);
  const again = page.waitForEvent("filechooser");
  await library.dialog.getByRole("button", { name: "Import…" }).click();
  await (await again).setFiles([given("broken.zip", Buffer.from(broken))]);
  await expect(library.dialog.getByRole("alert")).toContainText("1 notebook imported");
  await expect(library.dialog.getByRole("alert")).toContainText("bad.ipynb was not opened");
  await expect(library.dialog.getByText("Not run yet").first()).toBeVisible();

  await test.step("and nothing is amiss for assistive technology", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFindings(page)).toEqual([]);
    }
  });
  await library.title("ok").click();
  await expect(notebook.sharedBar).toBeVisible();
  await expect(page.getByRole("heading", { name: "Fine" })).toBeVisible();
});
