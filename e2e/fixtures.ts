import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test as base, expect } from "@playwright/test";
import { startServer } from "../bin/serve.mjs";
import { NotebookPage } from "./page-models/NotebookPage.ts";
import { type Outside, startOutside } from "./startOutside.ts";
import { watchContext } from "./watchPage.ts";

export { expect };

const appFolder = fileURLToPath(new URL("../out", import.meta.url));

/** The data sets that stand beside a checkout; tests that need them are skipped where they are absent. */
export const sharedData = fileURLToPath(new URL("../../shared/data", import.meta.url));
export const hasSharedData = existsSync(sharedData);

/** What does not go through the proxy. */
const ownMachine = "localhost,127.0.0.1,[::1]";

/** What Chromium asks for on its own account when a page has a text field; a page that asked would be seen as such. */
const browsersOwn = /^CONNECT content-autofill\.googleapis\.com:443$/;

interface TestFixtures {
  /** Names console errors, uncaught errors and outside requests that this test means to cause. */
  allowProblems: (...patterns: RegExp[]) => void;
  allowedProblems: RegExp[];
  /** The notebook as a person uses it, not yet opened. */
  notebook: NotebookPage;
  /** A recording server on another origin of this machine. */
  outside: Outside;
}

interface WorkerFixtures {
  /** The production build behind its real headers; `url` is its origin. */
  app: { url: string; folder: string };
  /** Whatever would go to the internet ends here instead, and is recorded. */
  internet: Outside;
}

/**
 * Every test runs on the built app and fails when anything leaves the app's origin, when a policy is violated, or when
 * an error reaches the console.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  allowedProblems: async ({ browserName: _ }, use) => use([]),

  allowProblems: async ({ allowedProblems }, use) =>
    use((...patterns) => {
      allowedProblems.push(...patterns);
    }),

  app: [
    async ({ browserName }, use) => {
      if (!existsSync(`${appFolder}/headers.json`)) {
        throw new Error(`Browser tests (${browserName}) run on the built app. Build it first: npm run build`);
      }
      const server = await startServer({ root: appFolder });
      await use({ url: server.url, folder: appFolder });
      await server.close();
    },
    { scope: "worker" },
  ],

  internet: [
    async ({ browserName }, use) => {
      const server = await startOutside(`There is no internet for ${browserName} here.`);
      await use(server);
      await server.close();
    },
    { scope: "worker" },
  ],

  outside: async ({ browserName }, use) => {
    const server = await startOutside(`browser,n\n${browserName},1\n`);
    await use(server);
    await server.close();
  },

  baseURL: async ({ app }, use) => use(app.url),

  // A proxy also sees what Playwright has no event for.
  proxy: async ({ internet }, use) => use({ server: internet.url, bypass: ownMachine }),

  context: async ({ context, app, internet, allowedProblems }, use) => {
    const before = internet.hits.length;
    const watch = watchContext(context, app.url, allowedProblems);
    await use(context);
    const escaped = internet.hits
      .slice(before)
      .filter((hit) => !browsersOwn.test(hit))
      .map((hit) => `Left the machine: ${hit}`);
    expect([...watch.problems, ...escaped], "nothing leaves the app and nothing goes wrong unseen").toEqual(
      [],
    );
  },

  notebook: async ({ page }, use) => use(new NotebookPage(page)),
});
