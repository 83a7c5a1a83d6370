import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { headersFor } from "../bin/headers.mjs";
import type { SandboxGreeting } from "../lib/sandbox/protocol.ts";
import { expect, test } from "./fixtures.ts";
import { controller, fetchIn } from "./page-models/networkOf.ts";

interface BuiltFile {
  file: string;
  hashes: string[];
  headers: Record<string, string>;
}

async function builtFiles(folder: string): Promise<Record<string, BuiltFile>> {
  return JSON.parse(await readFile(join(folder, "headers.json"), "utf8"));
}

const headOf = async (request: APIRequestContext, address: string) => (await request.head(address)).headers();

test("every built file is served with exactly the headers it must have", async ({ app, request }) => {
  const files = await builtFiles(app.folder);
  expect(Object.keys(files).length).toBeGreaterThan(20);
  for (const [address, { hashes, file }] of Object.entries(files)) {
    const served = await headOf(request, address);
    for (const [name, value] of Object.entries(headersFor(address, hashes, { loopback: true }))) {
      expect(served[name.toLowerCase()], `${name} of ${address}`).toBe(value);
    }
    expect(served["content-security-policy"], address).toContain("default-src 'none'");
    if (/\.(html|js)$/.test(file)) expect(served["x-content-type-options"], address).toBe("nosniff");
  }
});

test("no script of the app loads anything from another host", async ({ app }) => {
  const files = await builtFiles(app.folder);
  for (const { file } of Object.values(files)) {
    if (!file.endsWith(".html")) continue;
    const html = await readFile(join(app.folder, file), "utf8");
    expect(html.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g) ?? [], file).toEqual([]);
  }
});

test("the service worker controls the page on first load, on reload and on hard reload", async ({
  page,
  notebook,
}) => {
  await notebook.open();
  expect(await controller(page)).toBe("/sw.js");
  await notebook.reload();
  expect(await controller(page)).toBe("/sw.js");

  const session = await page.context().newCDPSession(page);
  const loaded = page.waitForEvent("load");
  await session.send("Page.reload", { ignoreCache: true });
  await loaded;
  await notebook.ready();
  expect(await controller(page)).toBe("/sw.js");
});

test("the service worker leaves the app's own files to the browser", async ({ page, notebook }) => {
  await notebook.open();
  await controller(page);
  const own = page.waitForResponse((response) => response.url().endsWith("/welcome.nb.md"));
  await fetchIn(page, "/welcome.nb.md");
  expect((await own).fromServiceWorker()).toBe(false);
});

test.describe("the frames", () => {
  for (const frame of ["sandbox", "output"]) {
    test(`/${frame}/ opened by itself has no origin of the app and does nothing`, async ({ page, app }) => {
      await page.goto(`${app.url}/${frame}/`);
      const seen = await page.evaluate(() => {
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
        };
      });
      expect(seen).toEqual({ origin: "null", storage: "SecurityError", cookies: "SecurityError" });
    });
  }

  test("/sandbox/ and /output/ refuse to work where a host forgets their headers", async ({ page, app }) => {
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
    await page.route(`${app.url}/holder/`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<p>" }),
    );
    await page.goto(`${app.url}/holder/`);
    const answer = await page.evaluate(
      (greeting) =>
        new Promise((resolve) => {
          const frame = document.createElement("iframe");
          frame.src = "/sandbox/";
          frame.addEventListener("load", () => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => resolve(data.type);
            frame.contentWindow?.postMessage(greeting, "*", [port2]);
          });
          document.body.append(frame);
        }),
      { type: "eider-sandbox", version: 1 } satisfies SandboxGreeting,
    );
    expect(answer).toBe("refused");
  });
});

test.describe("another site", () => {
  test.beforeEach(({ allowProblems }) =>
    allowProblems(/frame-ancestors/i, /ERR_BLOCKED_BY_RESPONSE/, /asked for GET http:\/\/127\.0\.0\.1/),
  );

  test("cannot show the app in a frame", async ({ page, app, outside }) => {
    await page.goto(outside.url);
    await page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const frame = document.createElement("iframe");
          frame.addEventListener("load", resolve);
          frame.src = url;
          document.body.append(frame);
        }),
      `${app.url}/`,
    );
    const inner = page.frames().find((frame) => frame !== page.mainFrame());
    expect(inner?.url() ?? "").not.toContain(app.url);
  });

  test("keeps no hold of the app's window after opening it", async ({ page, app, outside }) => {
    await page.goto(outside.url);
    const popup = page.waitForEvent("popup");
    await page.evaluate((url) => {
      Object.assign(globalThis, { opened: window.open(url) });
    }, `${app.url}/`);
    const opened = await popup;
    await opened.waitForLoadState();
    expect(await opened.evaluate(() => window.opener)).toBeNull();
    const isClosed = () => page.evaluate(() => (globalThis as { opened?: Window }).opened?.closed);
    await expect.poll(isClosed).toBe(true);
  });
});

test.describe("code of the page", () => {
  test.beforeEach(({ allowProblems }) =>
    allowProblems(/Content Security Policy|TrustedScript|TrustedHTML|Trusted Type|asked for GET/i),
  );

  test("cannot reach outside, evaluate text, or turn text into HTML", async ({ page, notebook, outside }) => {
    await notebook.open();
    const seen = await page.evaluate(async (url) => {
      const outcome = async (work: () => unknown) => {
        // The protocol that drives this page lifts the policy until its own call has returned.
        await new Promise((resolve) => setTimeout(resolve));
        try {
          await work();
          return "happened";
        } catch {
          return "refused";
        }
      };
      const script = `${url}/x.js`;
      return {
        fetch: await outcome(() => fetch(`${url}/x`)),
        eval: await outcome(() => new Function("return 1")()),
        html: await outcome(() => {
          document.createElement("div").innerHTML = "<b>x</b>";
        }),
        script: await outcome(() => {
          document.createElement("script").src = script;
        }),
        worker: await outcome(() => new Worker(script)),
        importing: await outcome(() => import(script)),
        image: await outcome(
          () =>
            new Promise((resolve, reject) => {
              const image = new Image();
              image.onload = resolve;
              image.onerror = reject;
              image.src = `${url}/x.png`;
            }),
        ),
      };
    }, outside.url);
    expect(new Set(Object.values(seen)), JSON.stringify(seen)).toEqual(new Set(["refused"]));
    expect(outside.hits).toEqual([]);
  });
});
