import { netPath } from "../lib/remote/netPath.ts";
import { expect, test } from "./fixtures.ts";
import { allow, controller, fetchIn, grantId, sendWhenAsked } from "./page-models/networkOf.ts";

test.describe("the network path", () => {
  test.beforeEach(({ allowProblems }) =>
    allowProblems(/Failed to load resource: the server responded with a status of 4/),
  );

  test("16 · fails closed where no service worker answers", async ({ app, request }) => {
    const response = await request.get(app.url + netPath(grantId, "https://example.org/"));
    expect(response.status()).toBe(404);
    expect((await response.json()).error).toMatch(/service worker/);
  });

  test("15 · a host that was not granted is refused and not asked", async ({ page, notebook, outside }) => {
    await notebook.open();
    await controller(page);
    await allow(page, "https://data.example.org", false);
    for (const url of [
      `${outside.url}/a.csv`,
      "https://evil.example/a.csv",
      "https://data.example.org/a/%2e%2e/b",
    ]) {
      const { status, text } = await fetchIn(page, netPath(grantId, url));
      expect([url, status]).toEqual([url, 403]);
      expect(JSON.parse(text).error).not.toBe("");
    }
    expect(outside.hits).toEqual([]);
  });

  test("15 · this machine is refused where the user typed no such connection", async ({
    page,
    notebook,
    outside,
  }) => {
    await notebook.open();
    await controller(page);
    await allow(page, outside.url, false);
    expect((await fetchIn(page, netPath(grantId, `${outside.url}/a.csv`))).status).toBe(403);
    expect(outside.hits).toEqual([]);
  });

  test("15 · a permission of another notebook is no permission", async ({ page, notebook, outside }) => {
    await notebook.open();
    await controller(page);
    await allow(page, outside.url, true);
    const { status } = await fetchIn(page, netPath("grant-of-somebody-else", `${outside.url}/a.csv`));
    expect(status).toBe(403);
    expect(outside.hits).toEqual([]);
  });

  test("15 · writes are refused, and no answer can be opened as a page or run as a script", async ({
    page,
    notebook,
    outside,
    allowProblems,
  }) => {
    allowProblems(/Blocked script execution in .*sandboxed/, /Failed to fetch dynamically imported module/);
    await notebook.open();
    await controller(page);
    await allow(page, outside.url, true);
    const path = netPath(grantId, `${outside.url}/a.csv`);
    const imported = page.evaluate((address) => import(address), path);
    await expect(imported).rejects.toThrow(/Failed to fetch/);
    for (const method of ["PUT", "POST", "DELETE"])
      expect((await fetchIn(page, path, { method })).status).toBe(405);
    const opened = await page.context().newPage();
    expect((await opened.goto(path))?.status()).toBe(403);
    await opened.close();
    expect(outside.hits).toEqual([]);
  });
});

test.describe("a granted host", () => {
  test.beforeEach(({ allowProblems }) =>
    allowProblems(
      /^The (service worker|page) asked for (GET|HEAD) http:\/\/127\.0\.0\.1:\d+\//,
      /Failed to load resource: (the server responded with a status of (403|413|502)|net::ERR_FAILED)/,
    ),
  );

  test("is read whole and in part, and its other headers stay outside", async ({
    page,
    notebook,
    outside,
  }) => {
    await notebook.open();
    await controller(page);
    expect(await allow(page, outside.url, true)).toBe("granted");
    const path = netPath(grantId, `${outside.url}/a.csv`);
    const whole = await fetchIn(page, path);
    expect([whole.status, whole.text]).toEqual([200, "browser,n\nchromium,1\n"]);
    expect(whole.headers["x-secret"]).toBeUndefined();
    const part = await fetchIn(page, path, { headers: { range: "bytes=8-9" } });
    expect([part.status, part.text, part.headers["content-range"]]).toEqual([206, "n\n", "bytes 8-9/21"]);
    expect(outside.hits.filter((hit) => hit.startsWith("GET"))).toEqual(["GET /a.csv", "GET /a.csv"]);
  });

  test("16 · is read again after the service worker was put to sleep, once the page has sent its permission again", async ({
    page,
    notebook,
    outside,
  }) => {
    await notebook.open();
    await controller(page);
    await allow(page, outside.url, true);
    const session = await page.context().newCDPSession(page);
    await session.send("ServiceWorker.enable");
    const path = netPath(grantId, `${outside.url}/a.csv`);
    await session.send("ServiceWorker.stopAllWorkers");
    expect((await fetchIn(page, path)).status).toBe(403);
    expect(outside.hits).toEqual([]);

    await session.send("ServiceWorker.stopAllWorkers");
    await sendWhenAsked(page, outside.url);
    expect((await fetchIn(page, path)).status).toBe(200);
  });

  test("15 · may not lead elsewhere by a redirect", async ({ page, notebook, outside }) => {
    await notebook.open();
    await controller(page);
    await allow(page, outside.url, true);
    const { status } = await fetchIn(page, netPath(grantId, `${outside.url}/redirect`));
    expect(status).toBe(502);
    expect(outside.hits).not.toContain("GET /landed");
  });

  test("15 · may not send more than was allowed", async ({ page, notebook, outside }) => {
    await notebook.open();
    await controller(page);
    await allow(page, outside.url, true, 10);
    expect((await fetchIn(page, netPath(grantId, `${outside.url}/a.csv`))).status).toBe(413);
  });
});
