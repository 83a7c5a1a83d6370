import { longNotebook as textOf } from "../../bin/testing/longNotebook.mjs";
import { limitRow, median, ratioRow, sideBySide } from "../measure.mjs";
import { freshContext } from "../pages.mjs";

const few = 50;
const many = 500;
const keys = 60;

/** A long notebook opens nearly as fast as a short one, and a key pressed in it shows in the next frame. */
export async function longNotebook({ browser, site }) {
  const short = await keptNotebook(browser, site, few);
  const long = await keptNotebook(browser, site, many);
  await openedMs(short);
  await openedMs(long);
  const whole = { base: [], eider: [] };
  const first = async (kept, list) => {
    const { usableMs, wholeMs } = await openedMs(kept);
    list.push(wholeMs);
    return usableMs;
  };
  const usable = await sideBySide(
    7,
    () => first(short, whole.base),
    () => first(long, whole.eider),
  );
  const typed = await typedMs(long.page);
  await Promise.all([short.context.close(), long.context.close()]);
  const against = `with ${few} cells`;
  return [
    ratioRow({
      name: `navigation to a notebook of ${many} cells in use`,
      against,
      factor: 1.5,
      result: usable,
    }),
    ratioRow({
      name: "… to its last cell's text on the page",
      against,
      factor: 2.5,
      result: { base: median(whole.base), eider: median(whole.eider), runs: whole },
    }),
    limitRow({
      name: `a key in a notebook of ${many} cells, pressed to painted, median`,
      value: median(typed),
      unit: "ms",
      // It is shown in the frame that follows, which is at most a frame away.
      most: 16.7,
      runs: typed,
    }),
  ];
}

/** A page whose notebook is kept on the device, so that opening the page again opens it. */
async function keptNotebook(browser, site, cells) {
  const context = await freshContext(browser);
  const page = await context.newPage();
  await page.goto(site.eiderUrl);
  await page.waitForFunction(() => window.eider);
  await page.evaluate((text) => window.eider.open(text), textOf(cells));
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.addInitScript((count) => {
    const cellsThere = () => document.querySelectorAll("[data-cell-id]").length;
    // After a frame, and after whatever waited to be done with it: then a key would be answered.
    const afterFrame = (then) => requestAnimationFrame(() => setTimeout(then));
    const look = () => {
      const isDrawn = window.eider && document.querySelector('[data-part="source"]');
      if (isDrawn && !window.isDrawn) {
        window.isDrawn = true;
        afterFrame(() => {
          window.usableMs = performance.now();
        });
      }
      if (!isDrawn || cellsThere() < count) requestAnimationFrame(look);
      else
        afterFrame(() => {
          window.wholeMs = performance.now();
        });
    };
    requestAnimationFrame(look);
  }, cells);
  return { context, page };
}

async function openedMs({ page }) {
  await page.reload();
  await page.waitForFunction(() => window.wholeMs && window.usableMs);
  const times = await page.evaluate(() => ({ usableMs: window.usableMs, wholeMs: window.wholeMs }));
  // What the page does behind its first screen is not the next opening's matter.
  await page.waitForTimeout(1_500);
  return times;
}

async function typedMs(page) {
  const source = page.getByRole("textbox", { name: "Source of q1", exact: true });
  await source.focus();
  await page.keyboard.press("Control+End");
  await page.waitForFunction(() => document.activeElement?.closest(".monaco-editor"));
  // The editors nearby are built one a frame.
  await page.waitForTimeout(3_000);
  await page.evaluate(() => {
    window.typedMs = [];
    addEventListener(
      "keydown",
      ({ timeStamp }) => {
        requestAnimationFrame(() => setTimeout(() => window.typedMs.push(performance.now() - timeStamp)));
      },
      true,
    );
  });
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press("a");
    await page.waitForTimeout(50);
  }
  return page.evaluate(() => window.typedMs);
}
