import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { headersFor } from "../bin/headers.mjs";
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

test("10 · every built file is served with exactly the headers it must have", async ({ app, request }) => {
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

test.describe("code of the page", () => {
  test.beforeEach(({ allowProblems }) =>
    allowProblems(/Content Security Policy|TrustedScript|TrustedHTML|Trusted Type|asked for GET/i),
  );

  test("17 · cannot reach outside, evaluate text, or turn text into HTML", async ({
    page,
    notebook,
    outside,
  }) => {
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
