import type { Page } from "@playwright/test";
import type { NotebookPage } from "../page-models/NotebookPage.ts";
import { cellText, expect, expectAlive, runStrangers, test } from "./attackTest.ts";
import { loadingCharts, runningCharts } from "./chartAttempts.ts";

/** Runs a stranger's notebook that draws all of them over the same rows; answers the names of those that ran. */
async function draw(
  notebook: NotebookPage,
  specs: Record<string, object>,
  address: string,
): Promise<string[]> {
  // Charts are drawn only near the window: with one so tall they all are.
  await notebook.page.setViewportSize({ width: 1000, height: 12_000 });
  const rows = cellText(
    "sql",
    "points",
    `select range as n, '${address}/row.svg' as address, '${address}/row' as href, '${address}/row.svg' as image from range(3)`,
  );
  const cells = Object.values(specs).map((spec, at) =>
    cellText("chart", `chart${at}`, JSON.stringify({ ...spec, height: 20 }), " from=points"),
  );
  const names = cells.map((_, at) => `chart${at}`);
  await runStrangers(notebook, rows + cells.join(""), ["points", ...names]);
  const drawn = (await notebook.cells()).filter(({ run }) => run === "done").map(({ name }) => name);
  const charts = names.filter((name) => drawn.includes(name));
  for (const name of charts) {
    const output = notebook.output(name);
    // Drawn, or told why not.
    await expect(output.getByRole("img").or(output.getByRole("alert")).first()).toBeVisible();
  }
  return charts;
}

/** What the output frames hold, and what became of the page. */
async function afterwards(page: Page) {
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  const inFrames = await Promise.all(
    frames.map(async (frame) => ({
      path: frame.url(),
      pwned: await frame.evaluate(() => "pwned" in globalThis || "polluted" in {}),
      loads: await frame.evaluate(
        () => document.querySelectorAll("img, script[src], link, iframe, a[href]").length,
      ),
    })),
  );
  return {
    elsewhere: inFrames.filter(({ path }) => !/\/(output|sandbox)\/$|^$/.test(path)),
    touched: inFrames.filter(({ pwned, loads }) => pwned || loads > 0),
    pwned: await page.evaluate(() => "pwned" in globalThis || "polluted" in {}),
  };
}
const untouched = { elsewhere: [], touched: [], pwned: false };

test("22 · a chart loads no data, picture, font or configuration, and follows no link", async ({
  page,
  victim,
  hostile,
}) => {
  for (const name of await draw(victim, loadingCharts(hostile.url), hostile.url)) {
    const box = await victim.output(name).boundingBox();
    // Over the points, where a tooltip would show and a link would be followed.
    for (const share of [0.2, 0.5, 0.8]) {
      await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * share, (box?.y ?? 0) + 20);
      await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * share, (box?.y ?? 0) + 20);
    }
  }
  expect(await afterwards(page)).toEqual(untouched);
  await expectAlive(victim);
});

test("23, 29 · no expression or name in a chart runs code or changes what objects are", async ({
  page,
  victim,
  hostile,
}) => {
  const names = await draw(victim, runningCharts(), hostile.url);
  expect(await afterwards(page)).toEqual(untouched);
  // Some are drawn, since an expression may come to nothing; then it may still wait for the pointer.
  for (const name of names) await victim.output(name).hover();
  expect(await afterwards(page)).toEqual(untouched);
  await expectAlive(victim);
});
