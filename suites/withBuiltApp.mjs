import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { startServer } from "../bin/serve.mjs";
import { findChromium } from "../bin/setup/findBrowsers.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The data sets that stand beside a checkout. */
export const sharedData = join(root, "../shared/data");

/**
 * Serves the production build behind its real headers, starts Chromium, and ends both after `use`.
 * @template T
 * @param {string} data the folder that the files are read from; it must be there
 * @param {(setting: { site: import("./app/BrowserLoader.ts").AppSite, context: import("playwright").BrowserContext }) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withBuiltApp(data, use) {
  const appFolder = join(root, "out");
  if (!existsSync(join(appFolder, "headers.json"))) {
    throw new Error("The app is not built: run npm run build first.");
  }
  if (!existsSync(data)) {
    throw new Error(`There is no folder ${data}, which holds the files.`);
  }
  const server = await startServer({ root: appFolder });
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: ["--disable-gpu", "--enable-precise-memory-info", ...(isRoot ? ["--no-sandbox"] : [])],
  });
  try {
    const context = await browser.newContext();
    return await use({ site: { url: server.url, newPage: () => context.newPage() }, context });
  } finally {
    await browser.close();
    await server.close();
  }
}
