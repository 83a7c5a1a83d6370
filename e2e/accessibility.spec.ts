import { axeFindings } from "./axeFindings.ts";
import { expect, test } from "./fixtures.ts";
import { dropFiles, given } from "./page-models/dataFiles.ts";
import { readingOf } from "./page-models/readingOf.ts";
import { relinkOf } from "./page-models/relinkOf.ts";

/** Each theme and each width once: colours do not hang on the width. */
const looks = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 400 },
] as const;

test("axe finds nothing to mend, in light and dark, wide and narrow", async ({ page, notebook }) => {
  await notebook.startWith(
    [
      "# Title\n\nProse with a [link](https://example.org) and `code`.\n",
      "```sql name=rows_here\nselect range as n, null as nothing, '' as empty from range(200)\n```\n",
      "```sql name=one\nselect 42 as answer\n```\n",
      "```input name=limit\ntype: slider\nlabel: At most\nmin: 0\nmax: 10\n```\n",
      "```input name=which\ntype: multi-select\nfrom: rows_here.n\nvalue: [7, 8]\n```\n",
      "```sql name=broken\nselect wrod\n```\n",
      "```sql name=reader\nselect * from broken\n```\n",
      "```ts name=shown\ndisplay({ a: [1, 2] });\nexport default [{ n: 1 }, { n: 2 }];\n```\n",
      '```chart name=drawn from=rows_here\n{ "mark": "bar", "encoding": { "x": { "field": "n", "bin": true }, "y": { "aggregate": "count" } } }\n```\n',
    ].join("\n"),
  );
  await notebook.runAll();
  await notebook.expectDone("rows_here", "one", "shown", "drawn");
  await notebook.expectRun("broken", "failed");
  await notebook.expectRun("reader", "blocked");
  for (const { colorScheme, width } of looks) {
    await test.step(`${colorScheme}, ${width} pixels`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await axeFindings(page)).toEqual([]);
    });
  }
  await test.step("nothing is wider than a narrow window", async () => {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

test("it can be used at 200 % zoom, in forced colours and without motion", async ({ page, notebook }) => {
  await notebook.startWith(
    [
      "```sql name=good\nselect 1 as n\n```\n",
      "```sql name=broken\nselect wrod\n```\n",
      "```sql name=endless\nselect count(*) as n from range(100000) a, range(100000) b where a.range <> b.range\n```\n",
    ].join("\n"),
  );
  await notebook.runCell("good");
  await notebook.runCell("broken");
  await notebook.expectRun("broken", "failed");
  await test.step("at 200 % every control of the toolbar is in the window, and nothing scrolls sideways", async () => {
    // What a window of 1280 by 800 holds at 200 %.
    await page.setViewportSize({ width: 640, height: 400 });
    const outside = () =>
      page.evaluate(() => {
        const controls = [...document.querySelectorAll("header")].flatMap((bar) => [
          ...bar.querySelectorAll("button"),
        ]);
        const isIn = ({ left, right }: DOMRect) => left >= 0 && right <= window.innerWidth;
        return {
          isWhole: controls.length > 8,
          names: controls
            .filter((control) => !isIn(control.getBoundingClientRect()))
            .map((control) => control.ariaLabel),
          sideways: document.documentElement.scrollWidth - window.innerWidth,
        };
      });
    // The panel slides away first, with controls of its own.
    await expect.poll(outside).toEqual({ isWhole: true, names: [], sideways: 0 });
  });
  await test.step("in forced colours the selected and the failed cell are told apart from others", async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ forcedColors: "active" });
    await notebook.cell("good").focus();
    const marks = await page.evaluate(() => {
      const markOf = (name: string) => {
        const card = document.querySelector(`[aria-label="Cell ${name}"] > div:last-of-type`);
        if (!card) throw new Error(`There is no card of ${name}.`);
        return {
          outline: getComputedStyle(card).outlineStyle,
          bar: getComputedStyle(card, "::before").content !== "none",
        };
      };
      return { good: markOf("good"), broken: markOf("broken"), endless: markOf("endless") };
    });
    expect(marks).toEqual({
      good: { outline: "solid", bar: false },
      broken: { outline: "none", bar: true },
      endless: { outline: "none", bar: false },
    });
    await page.emulateMedia({ forcedColors: "none" });
  });
  await test.step("with reduced motion nothing moves while a query runs", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await notebook.cell("endless").getByRole("button", { name: "Run cell", exact: true }).click();
    await notebook.expectRun("endless", "running");
    const moving = () =>
      page.evaluate(() =>
        document.getAnimations().flatMap((animation) => {
          const target =
            animation.effect instanceof KeyframeEffect ? animation.effect.target?.className : null;
          const { duration, iterations } = animation.effect?.getComputedTiming() ?? {};
          // What takes no time is no motion.
          return duration === 0 ? [] : [`${target} ${duration} ms, ${iterations} times`];
        }),
      );
    // What began before motion was unwanted comes to its end.
    await expect.poll(moving).toEqual([]);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await notebook.expectRun("endless", "cancelled");
  });
});

test("axe finds nothing in menus, dialogs, and a notebook that came from elsewhere", async ({
  page,
  notebook,
}) => {
  await notebook.startWith("```sql name=a\nselect 1 as n\n```\n");
  await notebook.runAll();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await test.step(`the menu of a cell, ${colorScheme}`, async () => {
      await notebook.cell("a").hover();
      await notebook.cell("a").getByRole("button", { name: "More actions for a", exact: true }).click();
      await expect(page.getByRole("menuitem").first()).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("menuitem")).toHaveCount(0);
    });
    await test.step(`the dialog to share, ${colorScheme}`, async () => {
      await notebook.button("Share").click();
      await expect(page.getByRole("textbox", { name: "Link to this notebook" })).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    });
  }
  await test.step("what is offered where files are missing", async () => {
    const relink = relinkOf(notebook);
    await notebook.openText("---\neider: 1\nsources:\n  orders: file:orders.csv\n---\n");
    // Colours on their way from one theme to the other have the contrast of neither.
    for (const { colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await expect(relink.bar).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
    }
    await relink.bar.getByRole("button", { name: "Find files…" }).click();
    await dropFiles(page, [given("people.csv", "n\n1\n")], relink.dialog);
    await expect(relink.wanted("orders")).toContainText("people.csv is another file than orders.csv");
    for (const { colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  });
  await test.step("the bar over a notebook from elsewhere", async () => {
    const chooser = page.waitForEvent("filechooser");
    await notebook.button("Open notebook").click();
    const text = "---\nsources:\n  orders: file:orders.csv\n---\n```sql name=b\nselect 1 as n\n```\n";
    await (await chooser).setFiles([{ name: "b.nb.md", mimeType: "", buffer: Buffer.from(text) }]);
    await expect(notebook.sharedBar).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("axe finds nothing in the graph and in the menu of runs", async ({ page, notebook }) => {
  await notebook.startWith(
    "```sql name=a frozen=true\nselect * from b\n```\n\n```sql name=b disabled=true\nselect * from a\n```\n",
  );
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await notebook.button("Show side panel").click();
  await page.getByRole("searchbox", { name: "Find in the graph" }).fill("b");
  await expect(page.getByText("1 found")).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await notebook.button("More ways to run").click();
  await expect(page.getByRole("menuitemradio").first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
});

test("axe finds nothing in the dialog on how a source is read, and its rows stay in sight", async ({
  page,
  notebook,
}) => {
  const reading = readingOf(notebook);
  await notebook.startEmpty();
  await notebook.addFiles([given("orders.csv", "id;name\n1;ann\n2;bob;too;many\n3;cem\n")]);
  await reading.open("orders");
  await reading.expectRow(["cem", "3"]);
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    await expect(reading.preview).toBeInViewport();
    await expect(reading.field("Format")).toBeInViewport();
    expect(await axeFindings(page)).toEqual([]);
  }
});
