import { ratioRow, sideBySide } from "../measure.mjs";
import { freshContext, notebook, runCell } from "../pages.mjs";
import { dirtyThreeMillion, tenStepsByHand, tenStepsRecipe } from "../queries.mjs";

/** A recipe of ten steps and the same as one would write it by hand, run in turn in one page. */
export async function tenSteps({ browser, site }) {
  const context = await freshContext(browser);
  const page = await context.newPage();
  await page.goto(site.eiderUrl);
  await page.waitForFunction(() => window.eider);
  const fence = `\n\`\`\`clean name=recipe from=dirty\n${tenStepsRecipe.trim()}\n\`\`\`\n`;
  const text = notebook({ dirty: dirtyThreeMillion, by_hand: tenStepsByHand }) + fence;
  await page.evaluate((given) => window.eider.open(given), text);
  await runCell(page, "dirty");
  await runCell(page, "by_hand");
  await runCell(page, "recipe");
  const result = await sideBySide(
    5,
    () => runCell(page, "by_hand"),
    () => runCell(page, "recipe"),
  );
  await context.close();
  return [
    ratioRow({ name: "ten-step recipe over 3 M rows", against: "by hand", factor: 1.1, extraMs: 50, result }),
  ];
}
