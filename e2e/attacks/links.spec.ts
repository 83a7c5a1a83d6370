import type { Page } from "@playwright/test";
import { sha256Hex } from "../../lib/share/capsuleFormat.ts";
import { encryptCapsule } from "../../lib/share/encryptedCapsule.ts";
import { encryptedLink, pinnedLink } from "../../lib/share/linkToAddress.ts";
import { cellText, expect, expectAlive, test } from "./attackTest.ts";

const text = cellText("sql", "far", "select 'from far' as t");
const host = "data.example.org";
const address = `https://${host}/far.nb.md`;
/** Alerts with words: the framework keeps an empty one on every page. */
const said = (page: Page) => page.getByRole("alert").filter({ hasText: /./ });
const hash = () => sha256Hex(new TextEncoder().encode(text));

test("2 · a link to plain http, to this machine or to a private network is refused, and nothing is fetched unasked", async ({
  page,
  victim,
  hostile,
  context,
  allowProblems,
}) => {
  // The one that was allowed, and its redirect that was refused.
  allowProblems(/asked for GET https:\/\/data\.example\.org/, /status of 502/, /ERR_FAILED/);
  const port = new URL(hostile.url).port;
  const asked: string[] = [];
  await context.route(/example\.org/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({
      status: 302,
      headers: { Location: `${hostile.url}/landed`, "Access-Control-Allow-Origin": "*" },
    });
  });
  await victim.openText("# Still here\n");
  const follow = (fragment: string) => page.evaluate((given) => location.assign(given), fragment);
  const question = page.getByRole("dialog");
  const refused = [
    `${hostile.url}/a.nb.md`,
    `http://example.org/a.nb.md`,
    ...[
      "127.0.0.1",
      "localhost",
      "[::1]",
      "0x7f000001",
      "2130706433",
      "127.1",
      "[::ffff:127.0.0.1]",
      "app.localhost",
      "10.0.0.1",
      "169.254.169.254",
      "192.168.0.1",
      "[fe80::1]",
      "router.local",
    ].map((name) => `https://${name}:${port}/a.nb.md`),
    `https://user:password@example.org/a.nb.md`,
    `javascript:alert(1)`,
    `file:///etc/passwd`,
    `data:text/markdown,x`,
  ];
  for (const url of refused) {
    await follow(pinnedLink(url, await hash()));
    const yes = question.getByRole("button", { name: /^Fetch from/ });
    const message = said(page).first();
    await expect(yes.or(message).first()).toBeVisible();
    if (await yes.isVisible()) {
      await yes.click();
      await expect(question.getByRole("alert")).toBeVisible();
    }
    expect([url, await victim.text()]).toEqual([url, "# Still here\n"]);
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    const close = page.getByRole("button", { name: "Close message" });
    while ((await close.count()) > 0) await close.first().click();
  }
  expect(asked).toEqual([]);

  await test.step("a redirect leads nowhere", async () => {
    await follow(pinnedLink(address, await hash()));
    await expect(question).toContainText(host);
    expect(asked).toEqual([]);
    await question.getByRole("button", { name: `Fetch from ${host}` }).click();
    await expect(question.getByRole("alert")).toContainText("could not be read");
    await page.keyboard.press("Escape");
  });
  await expectAlive(victim);
});

test("30 · a pinned or encrypted notebook of which one byte was changed opens nothing", async ({
  page,
  victim,
  context,
  allowProblems,
}) => {
  allowProblems(/asked for GET https:\/\/data\.example\.org/);
  const { bytes, key } = await encryptCapsule({ text });
  let content: Uint8Array | string = "";
  await context.route(address, (route) =>
    route.fulfill({ body: Buffer.from(content), headers: { "Access-Control-Allow-Origin": "*" } }),
  );
  await victim.openText("# Still here\n");
  const question = page.getByRole("dialog");
  const refuse = async (fragment: string, given: Uint8Array | string) => {
    content = given;
    await page.evaluate((hash) => location.assign(hash), fragment);
    const yes = question.getByRole("button", { name: `Fetch from ${host}` });
    await expect(yes.or(said(page).first()).first()).toBeVisible();
    if (await yes.isVisible()) await yes.click();
    await expect(said(page).first()).toBeVisible();
    expect(await victim.text()).toBe("# Still here\n");
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    const close = page.getByRole("button", { name: "Close message" });
    while ((await close.count()) > 0) await close.first().click();
  };
  const flipped = (at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
  const link = encryptedLink(address, key);
  for (const at of [0, 5, 12, 20, bytes.length >> 1, bytes.length - 1]) await refuse(link, flipped(at));
  await refuse(link, bytes.subarray(0, bytes.length - 1));
  await refuse(
    encryptedLink(
      address,
      key.map((byte, at) => (at === 0 ? byte ^ 1 : byte)),
    ),
    bytes,
  );
  await refuse(link.replace("#nb1e", "#nb2e"), bytes);
  await refuse(link.slice(0, -3), bytes);
  await refuse(pinnedLink(address, await hash()), `${text} `);
  await refuse(pinnedLink(address, "0".repeat(64)), text);
  await refuse(pinnedLink(address, await hash()).replace("#nb1u", "#nb9u"), text);
  await expectAlive(victim);
});
