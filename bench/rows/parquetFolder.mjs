import { parquetFolder, rowsOfParts } from "../data/generate.mjs";
import { ratioRow, sideBySide } from "../measure.mjs";
import { nativeLoad } from "../native.mjs";
import { freshContext, openEider, runCell, settled } from "../pages.mjs";

/** A folder of 500 small Parquet files as one relation, from the moment that the browser has listed its files. */
export async function parquetFolderToTable(setting) {
  const path = await parquetFolder();
  const result = await sideBySide(
    3,
    () => nativeLoad("read_parquet", `${path}/*.parquet`),
    () => eiderFolder(setting, path),
  );
  return [ratioRow({ name: "500 small Parquet files as one table", against: "native", factor: 3, result })];
}

async function eiderFolder({ browser, site }, path) {
  const context = await freshContext(browser);
  const page = await openEider(context, site, { started: "select 42 as answer" });
  await runCell(page, "started");
  await settled(page);
  await page.evaluate(() => {
    const create = document.createElement.bind(document);
    document.createElement = (name, options) => {
      const element = create(name, options);
      const note = () => {
        window.pickedAt = performance.now();
      };
      if (name === "input") element.addEventListener("change", note, { capture: true });
      return element;
    };
  });
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "More ways to add data", exact: true }).click();
  await page.getByRole("menuitem", { name: "Folder…" }).click();
  await (await chooser).setFiles(path);
  const { elapsedMs, receipt } = await page.evaluate(async () => {
    // The welcome notebook that was there before may have receipts of its own.
    const found = () => window.eider.receipts().find(({ file }) => /^[\d,]+ files$/.test(file));
    while (!found()) await new Promise((resolve) => setTimeout(resolve, 2));
    return { elapsedMs: performance.now() - window.pickedAt, receipt: found() };
  });
  await context.close();
  if (receipt.error || receipt.loaded !== rowsOfParts) {
    throw new Error(`${receipt.error ?? `${receipt.loaded} rows instead of ${rowsOfParts}`}`);
  }
  return elapsedMs;
}
