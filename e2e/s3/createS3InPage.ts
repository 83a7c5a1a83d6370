import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { build } from "esbuild";

const entry = fileURLToPath(new URL("../../lib/browser/createS3.ts", import.meta.url));

let script: Promise<string> | null = null;

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "eiderS3",
    // Not a name of its own: a page has many scripts.
    footer: { js: "globalThis.testS3 = eiderS3.createS3();" },
  });
  return outputFiles[0]?.text ?? "";
}

/** Puts the page's own S3 into `testS3` of a page that runs the built app, as its screens would have it. */
export async function createS3InPage(page: Page): Promise<void> {
  script ??= bundled();
  await page.evaluate(await script);
}
