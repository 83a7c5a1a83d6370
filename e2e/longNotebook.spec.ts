import { longNotebook } from "../bin/testing/longNotebook.mjs";
import { expect, test } from "./fixtures.ts";
import { countRenders, rendersDuring } from "./page-models/renderCount.ts";

const cellCount = 500;

test("a notebook of 500 cells: all can be found and reached, few are drawn, and typing draws one cell anew", async ({
  page,
  notebook,
}) => {
  await countRenders(page);
  await notebook.startWith(longNotebook(cellCount));
  const groups = page.getByRole("group", { name: /^Cell / });
  const editors = page.getByRole("textbox", { name: /^Source of / });

  await test.step("every cell stands there with its text, and few have an editor", async () => {
    await expect(groups).toHaveCount(cellCount);
    await expect(notebook.cell("q498")).toContainText("step 498");
    await expect(notebook.source("q1")).toBeVisible();
    expect(await editors.count()).toBeLessThan(40);
  });

  await test.step("typing in one cell draws that cell alone", async () => {
    await notebook.source("q1").focus();
    await page.keyboard.press("ControlOrMeta+End");
    const own = (await notebook.cell("q1").getAttribute("data-cell-id")) ?? "";
    // Editors nearby are built meanwhile, each once: a cell that were drawn with every key would be in every count.
    let typed = "--";
    await page.keyboard.type(typed);
    const drawn = async () => {
      const renders = await rendersDuring(page, async () => {
        await page.keyboard.type(" typed");
        typed += " typed";
        await expect.poll(() => notebook.text()).toContain(`desc${typed}`);
      });
      expect(renders.get(own)).toBeGreaterThanOrEqual(" typed".length);
      return [...renders.keys()].filter((cell) => cell !== "");
    };
    await expect.poll(drawn).toEqual([own]);
  });

  await test.step("a cell far below comes in sight at its place and can be typed in", async () => {
    await page.keyboard.press("Escape");
    await notebook.cell("q498").scrollIntoViewIfNeeded();
    await expect(notebook.source("q498")).toBeInViewport();
    await notebook.source("q498").focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(" -- last");
    await page.keyboard.press("Escape");
    await expect(notebook.cell("q498")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(notebook.cell("c499")).toBeFocused();
    await expect(notebook.cell("c499")).toBeInViewport();
    expect(await notebook.text()).toContain("desc -- last");
  });

  await test.step("of all the cells that were seen a hundred stay drawn, and the first is as it was", async () => {
    for (const at of [441, 381, 321, 261, 201, 141, 81]) {
      await notebook.cell(`q${at}`).scrollIntoViewIfNeeded();
      await expect(notebook.source(`q${at}`)).toBeVisible();
    }
    await expect(groups).toHaveCount(cellCount);
    // Four fifths of the hundred, and those that are near: without an end to it there would be some 140.
    expect(await editors.count()).toBeLessThan(110);
    await notebook.cell("q1").scrollIntoViewIfNeeded();
    await expect(notebook.source("q1")).toBeVisible();
    await expect(notebook.cell("q1")).toContainText("typed");
  });
});
