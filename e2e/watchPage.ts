import type { BrowserContext } from "@playwright/test";

export interface Watch {
  /** What should not have happened, one sentence each. */
  problems: string[];
}

/** Addresses that reach no network. */
const local = /^(data|blob|about|chrome-extension):/;

/** Part of the frames' policy for browsers that know it; Chromium says on the console that it does not. */
const expected = [
  /^Console error: Unrecognized Content-Security-Policy directive 'webrtc'\./,
  // The sandbox asks its own policy whether it is there, and Chromium reports the refusal that it hopes for.
  /^Console error: (Connecting to|Fetch API cannot load) '?data:text\/plain,.*/,
];

/**
 * Watches a browser context: requests that leave the app's origin (of pages, frames, workers and the service worker),
 * errors on the console (policy violations are among them), and errors that nobody caught.
 */
export function watchContext(context: BrowserContext, origin: string, allowed: readonly RegExp[]): Watch {
  const problems: string[] = [];
  const note = (text: string) => {
    if (![...expected, ...allowed].some((pattern) => pattern.test(text))) problems.push(text);
  };
  context.on("request", (request) => {
    const url = request.url();
    if (local.test(url) || new URL(url).origin === origin) return;
    const from = request.serviceWorker() ? "The service worker" : "The page";
    note(`${from} asked for ${request.method()} ${url}`);
  });
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url, lineNumber } = message.location();
    note(`Console error: ${message.text()} (${url}:${lineNumber})`);
  });
  context.on("weberror", (error) => note(`Uncaught error: ${error.error().stack ?? error.error().message}`));
  context.on("page", (page) => page.on("crash", () => note("The tab crashed.")));
  return { problems };
}
