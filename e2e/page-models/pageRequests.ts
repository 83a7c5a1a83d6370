import type { Page } from "@playwright/test";

interface Asked {
  offset: number;
  limit: number;
}

type CountingWindow = typeof globalThis & { askedPages?: Asked[] };

/** Before the page opens: notes which rows the page asks its engine for. */
export async function countPageRequests(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: Asked[] = [];
    Object.assign(globalThis, { askedPages: asked });
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...given: [unknown, never]) {
      // A call as Comlink sends it.
      const call = given[0] as { path?: string[]; argumentList?: { value: unknown }[] } | null;
      if (call?.path?.[0] === "page") {
        const [, offset, limit] = (call.argumentList ?? []).map(({ value }) => value);
        asked.push({ offset: Number(offset), limit: Number(limit) });
      }
      return send.apply(this, given);
    };
  });
}

/** The rows asked for since the last call, in order. */
export function takePageRequests(page: Page): Promise<Asked[]> {
  return page.evaluate(() => (globalThis as CountingWindow).askedPages?.splice(0) ?? []);
}
