import type { Page } from "@playwright/test";

/** The permission that `allow` gives. */
export const grantId = "grant-of-the-walls-test";

/** Waits for a service worker that controls the page; the path of its script. */
export const controller = (page: Page) =>
  page.evaluate(async () => {
    for (let waits = 0; waits < 200 && !navigator.serviceWorker.controller; waits += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { controller: found } = navigator.serviceWorker;
    return found ? new URL(found.scriptURL).pathname : null;
  });

/** Gives the page a permission, as the app does after its user said yes. */
export const allow = (page: Page, host: string, loopback: boolean, maxBytes = 1_000_000) =>
  page.evaluate(
    (grant) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data.type);
        navigator.serviceWorker.controller?.postMessage({ type: "grants", grants: [grant] }, [port2]);
      }),
    { grantId, notebookId: "walls", hosts: [host], maxBytes, loopback },
  );

/** Has the page answer the service worker's "needGrants" with the same permission, as the app does. */
export const sendWhenAsked = (page: Page, host: string) =>
  page.evaluate(
    (grant) => {
      navigator.serviceWorker.addEventListener("message", ({ data }) => {
        if (data.type !== "needGrants") return;
        navigator.serviceWorker.controller?.postMessage({ type: "grants", grants: [grant] });
      });
      navigator.serviceWorker.startMessages();
    },
    { grantId, notebookId: "walls", hosts: [host], maxBytes: 1_000_000, loopback: true },
  );

/** What a fetch from within the page comes to. */
export const fetchIn = (
  page: Page,
  path: string,
  init: { method?: string; headers?: Record<string, string> } = {},
) =>
  page.evaluate(
    async ([address, options]) => {
      const response = await fetch(address, options);
      return {
        status: response.status,
        text: await response.text().catch((error: Error) => `broken off: ${error.name}`),
        headers: Object.fromEntries(response.headers),
      };
    },
    [path, init] as const,
  );
