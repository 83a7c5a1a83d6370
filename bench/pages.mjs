/** The bare page and Eider, driven the same way. All times are taken inside the page. */

const slow = 60_000;

/** A context of its own: nothing cached, nothing stored, no memory grown by what ran before. */
export async function freshContext(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(slow);
  return context;
}

export async function openBare(context, site) {
  const page = await context.newPage();
  await page.goto(site.bareUrl);
  await page.waitForFunction(() => window.isReady);
  await page.evaluate(() => window.bare.start());
  return page;
}

/** Makes files of this machine readable to the bare page, one after the other, from their handles. */
export async function registerBare(page, path) {
  await page.locator("input").setInputFiles(path);
  await page.evaluate(() => window.bare.register("input"));
}

/**
 * Opens Eider with cells of the given SQL and TypeScript, name → text.
 * @param {Record<string, string>} cells
 * @param {Record<string, string>} typescript
 * @param {Record<string, { from: string, spec: object }>} charts
 */
export async function openEider(context, site, cells, typescript = {}, charts = {}) {
  const page = await context.newPage();
  await page.goto(site.eiderUrl);
  await page.waitForFunction(() => window.eider);
  await page.evaluate((text) => window.eider.open(text), notebook(cells, typescript, charts));
  return page;
}

export function notebook(cells, typescript = {}, charts = {}) {
  const fences = (kind, texts) =>
    Object.entries(texts).map(([name, text]) => `\`\`\`${kind} name=${name}\n${text.trim()}\n\`\`\`\n`);
  const drawn = Object.entries(charts).map(
    ([name, { from, spec }]) => `\`\`\`chart name=${name} from=${from}\n${JSON.stringify(spec)}\n\`\`\`\n`,
  );
  const all = [...fences("sql", cells), ...fences("ts", typescript), ...drawn];
  return `---\neider: 1\ntitle: Bench\n---\n\n${all.join("\n")}`;
}

/** Waits until the page has its editor and nothing left to do, as it has when somebody has picked a file. */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector(".monaco-editor"));
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

/** Milliseconds until a file of this machine is a loaded source; throws where its receipt tells of a failure. */
export async function addToEider(page, path, expectedRows) {
  const input = page.locator("#bench-file");
  if ((await input.count()) === 0) {
    await page.evaluate(() => {
      const element = document.createElement("input");
      element.type = "file";
      element.id = "bench-file";
      element.style.position = "fixed";
      document.body.append(element);
    });
  }
  await input.setInputFiles(path);
  const { elapsedMs, receipt } = await page.evaluate(async () => {
    const file = document.querySelector("#bench-file").files[0];
    const start = performance.now();
    const receipts = await window.eider.addFiles([file]);
    return { elapsedMs: performance.now() - start, receipt: receipts[0] };
  });
  if (receipt.error || receipt.loaded !== expectedRows) {
    throw new Error(
      `${receipt.file}: ${receipt.error ?? `${receipt.loaded} rows instead of ${expectedRows}`}`,
    );
  }
  return elapsedMs;
}

/** Enters a connection to a bucket, as people do; its dialog stays open on the bucket. */
export async function enterBucket(page, { url, bucket, accessKeyId, secretAccessKey }) {
  await page.getByRole("button", { name: "More ways to add data", exact: true }).click();
  await page.getByRole("menuitem", { name: "S3…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Address", exact: true }).fill(`${url}/${bucket}/`);
  const keys = dialog.getByRole("textbox", { name: "Paste keys" });
  await keys.fill(
    `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  );
  await keys.blur();
  await dialog.getByRole("button", { name: "Save and open", exact: true }).click();
  return dialog;
}

function cellOf(page, name) {
  return page.getByRole("group", { name: `Cell ${name}`, exact: true });
}

/** Milliseconds from the click on a cell's Run to its rows on screen, two frames later. */
export async function runCell(page, name) {
  const cell = cellOf(page, name);
  await cell.scrollIntoViewIfNeeded();
  await cell.hover();
  const button = await cell.getByRole("button", { name: "Run cell" }).elementHandle();
  return cell.evaluate(clickToPainted, { button, first: null });
}

/** Milliseconds from the click on a chart's Run to its new picture on screen, two frames later. */
export async function runChart(page, name) {
  const cell = cellOf(page, name);
  await cell.scrollIntoViewIfNeeded();
  await cell.hover();
  const button = await cell.getByRole("button", { name: "Run cell" }).elementHandle();
  return cell.evaluate(clickToPainted, { button, first: null, drawn: '[role="img"][aria-busy="false"]' });
}

/** Milliseconds from the click on the running cell's Stop to the rows of `next`, which is run at once. */
export async function stopAndRun(page, name, next, afterMs) {
  const cell = cellOf(page, name);
  await cell.hover();
  await cell.getByRole("button", { name: "Run cell" }).click();
  const stop = await cell.getByRole("button", { name: "Stop cell" }).elementHandle();
  const nextCell = cellOf(page, next);
  const run = await nextCell.getByRole("button", { name: "Run cell" }).elementHandle();
  await page.waitForTimeout(afterMs);
  return nextCell.evaluate(clickToPainted, { button: run, first: stop });
}

/** Runs in the page: clicks (`first` before `button`) and waits until the cell is done with what it shows painted. */
async function clickToPainted(
  cell,
  { button, first, drawn = '[role="grid"] :is(td, [role="cell"]):not([aria-busy="true"])' },
) {
  const start = performance.now();
  first?.click();
  await new Promise((resolve, reject) => {
    let left = false;
    const observer = new MutationObserver(look);
    function look() {
      const run = cell.getAttribute("data-run");
      if (run === "queued" || run === "running") left = true;
      if (!left) return;
      if (run === "failed" || run === "blocked") {
        observer.disconnect();
        reject(new Error(`The cell ${run}: ${cell.textContent.slice(0, 300)}`));
      }
      if (run === "done" && cell.querySelector(drawn)) {
        observer.disconnect();
        resolve();
      }
    }
    observer.observe(cell, { subtree: true, childList: true, attributes: true });
    button.click();
    look();
  });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return performance.now() - start;
}
