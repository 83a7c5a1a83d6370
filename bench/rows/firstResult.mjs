import { byteCounter } from "../byteCounter.mjs";
import { limitRow, ratioRow, sideBySide } from "../measure.mjs";
import { freshContext, notebook } from "../pages.mjs";

/** From the navigation to the painted result of `select 42`: warm against the bare page, cold in bytes. */
export async function firstResult({ browser, site }) {
  const context = await freshContext(browser);
  await bareAnswer(context, site);
  await eiderAnswer(context, site.eiderUrl);
  const result = await sideBySide(
    5,
    () => bareAnswer(context, site),
    () => eiderAnswer(context, site.eiderUrl),
  );
  await context.close();

  const counter = await byteCounter(site.eiderPort);
  const cold = await freshContext(browser);
  const page = await answeredPage(cold, counter.url);
  // What the page still fetches behind its first result is on the wire as well.
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(3_000);
  const megabytes = counter.bytes / 1e6;
  await cold.close();
  await counter.close();
  return [
    ratioRow({
      name: "navigation to first result of select 42, warm",
      against: "bare",
      factor: 1.3,
      result,
    }),
    limitRow({ name: "… cold, over the wire", value: megabytes, unit: "MB", most: 12 }),
  ];
}

async function bareAnswer(context, site) {
  const page = await context.newPage();
  await page.goto(`${site.bareUrl}/?answer`);
  await page.waitForFunction(() => window.answeredMs);
  const elapsedMs = await page.evaluate(() => window.answeredMs);
  await page.close();
  return elapsedMs;
}

async function eiderAnswer(context, url) {
  const page = await answeredPage(context, url);
  const elapsedMs = await page.evaluate(() => window.answeredMs);
  await page.close();
  return elapsedMs;
}

async function answeredPage(context, url) {
  const page = await context.newPage();
  // Before the navigation, so that nothing waits for this process to notice that the app is there.
  await page.addInitScript(
    (text) => {
      const timer = setInterval(async () => {
        if (!window.eider) return;
        clearInterval(timer);
        await window.eider.open(text);
        await window.eider.run();
        window.answerError = window.eider.cells()[0].error;
        while (!document.querySelector('[role="grid"] td')) await new Promise(requestAnimationFrame);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        window.answeredMs = performance.now();
      }, 2);
    },
    notebook({ answer: "select 42 as answer" }),
  );
  await page.goto(url);
  await page.waitForFunction(() => window.answeredMs || window.answerError);
  const error = await page.evaluate(() => window.answerError);
  if (error) throw new Error(`The first cell failed: ${error}`);
  return page;
}
