import type { Page } from "@playwright/test";
import type { SandboxGreeting } from "../../lib/sandbox/protocol.ts";
import { expect, expectAlive, test } from "./attackTest.ts";

const greeting: SandboxGreeting = { type: "eider-sandbox", version: 1 };

/** Sends a frame's window the greeting with a port, as its page would; what comes back by the port until "echoed". */
async function answersTo(holder: Page, opened: Page): Promise<unknown[]> {
  // Listens behind the frame's own listener, takes as long as that does, and then answers by the same port.
  await opened.evaluate(() =>
    addEventListener("message", ({ ports }) => {
      const echo = () => ports[0]?.postMessage("echoed");
      void fetch("data:text/plain,").then(echo, echo);
    }),
  );
  return holder.evaluate(
    (message) =>
      new Promise<unknown[]>((done) => {
        const { port1, port2 } = new MessageChannel();
        const answers: unknown[] = [];
        port1.onmessage = ({ data }) => {
          if (data === "echoed") done(answers);
          else answers.push(data);
        };
        (globalThis as { opened?: Window }).opened?.postMessage(message, "*", [port2]);
      }),
    greeting,
  );
}

const openFrom = async (holder: Page, address: string) => {
  const popup = holder.waitForEvent("popup");
  await holder.evaluate((url) => {
    Object.assign(globalThis, { opened: window.open(url) });
  }, address);
  const opened = await popup;
  await opened.waitForLoadState();
  return opened;
};

for (const frame of ["sandbox", "output"]) {
  test(`8, 9 · /${frame}/ opened by itself has no origin of the app, and hears no window but the page around it`, async ({
    page,
    app,
    hostile,
  }) => {
    await page.goto(hostile.serve("/", "<title>A window that is no parent</title>"));
    const opened = await openFrom(page, `${app.url}/${frame}/`);
    const seen = await opened.evaluate(() => {
      const tried = (read: () => unknown) => {
        try {
          return String(read());
        } catch (error) {
          return error instanceof Error ? error.name : "failed";
        }
      };
      return {
        origin: self.origin,
        storage: tried(() => localStorage.length),
        cookies: tried(() => document.cookie),
        databases: tried(() => indexedDB.open("eider")),
      };
    });
    expect(seen).toEqual({
      origin: "null",
      storage: "SecurityError",
      cookies: "SecurityError",
      databases: "SecurityError",
    });
    expect(await answersTo(page, opened)).toEqual([]);
  });
}

test("8, 35 · another site shows neither the app nor its frames in a frame of its own", async ({
  page,
  app,
  hostile,
}) => {
  const paths = ["/", "/index.html", "/sandbox/", "/output/", "/404.html", "/#nb1d.AAAA.00000000"];
  const frames = paths.map((path) => `<iframe src="${app.url}${path}"></iframe>`);
  await page.goto(hostile.serve("/", `<title>A trap</title>${frames.join("")}`));
  const inner = page.frames().filter((frame) => frame !== page.mainFrame());
  expect(inner).toHaveLength(paths.length);
  for (const frame of inner) expect(frame.url()).not.toContain(app.url);
});

test("8 · /sandbox/ and /output/ refuse to work where a host forgets their headers", async ({
  page,
  app,
}) => {
  for (const frame of ["sandbox", "output"]) {
    await page.route(`${app.url}/${frame}/`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ contentType: "text/html", body: await response.text() });
    });
  }
  await page.goto(`${app.url}/output/`);
  expect(await page.evaluate(() => self.origin)).toBe(app.url);
  await expect(page.locator("body")).toContainText("only works inside the app");

  // A page of the same origin that may frame it, as the app would.
  await page.route(`${app.url}/holder/`, (route) => route.fulfill({ contentType: "text/html", body: "<p>" }));
  await page.goto(`${app.url}/holder/`);
  const answer = await page.evaluate(
    (message) =>
      new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.src = "/sandbox/";
        frame.addEventListener("load", () => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => resolve(data.type);
          frame.contentWindow?.postMessage(message, "*", [port2]);
        });
        document.body.append(frame);
      }),
    greeting,
  );
  expect(answer).toBe("refused");
});

test("36 · a window that opened the app keeps no hold of it, and reads nothing from it", async ({
  page,
  app,
  hostile,
  notebook,
}) => {
  await page.goto(hostile.serve("/", "<title>An opener</title>"));
  const opened = await openFrom(page, `${app.url}/`);
  expect(await opened.evaluate(() => window.opener)).toBeNull();
  const seen = () =>
    page.evaluate(() => {
      const { opened: held } = globalThis as { opened?: Window };
      return { closed: held?.closed, frames: held?.length };
    });
  await expect.poll(seen).toEqual({ closed: true, frames: 0 });
  await opened.close();
  await notebook.open();
  await expectAlive(notebook);
});
