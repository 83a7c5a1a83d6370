import { encodeCapsule } from "../lib/share/encodeCapsule.ts";
import { expect, test } from "./fixtures.ts";
import { controller } from "./page-models/networkOf.ts";

const text = [
  "---\neider: 1\ntitle: Tea\n---\n",
  "# Leaves\n\nA formula $x^2$, and <b onclick=alert(1)>no HTML</b>. ![far](https://evil.example/x.png)\n",
  "```sql name=cups\nselect 42 as n -- a comment\n```\n",
  '```ts name=never\nfetch("https://evil.example/ran");\n```\n',
].join("\n");
const snapshots = [{ name: "cups", columns: ["<img src=x>"], rows: [["42"], [null]], rowCount: 900 }];

test("another site can show a notebook in a frame, where nothing runs, is fetched or stored", async ({
  page,
  app,
  outside,
  allowProblems,
}) => {
  allowProblems(/asked for GET http:\/\/127\.0\.0\.1/);
  await page.goto(outside.url);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.evaluate(
    (src) => {
      const frame = document.createElement("iframe");
      frame.src = src;
      frame.title = "Embedded";
      frame.width = "900";
      frame.height = "700";
      document.body.append(frame);
    },
    `${app.url}/embed/${await encodeCapsule(text, { snapshots })}`,
  );
  const frame = page.frameLocator('iframe[title="Embedded"]');
  await expect(frame.getByRole("heading", { name: "Tea", level: 1 })).toBeVisible();
  await expect(frame.getByRole("heading", { name: "Leaves" })).toBeVisible();
  await expect(frame.getByText("select 42 as n")).toBeVisible();
  await expect(frame.getByText("first 2 of 900 rows")).toBeVisible();
  await expect(frame.getByRole("columnheader", { name: "<img src=x>" })).toBeVisible();
  await expect(frame.getByRole("img")).toHaveCount(0);
  await expect(frame.getByRole("button")).toHaveCount(0);

  await test.step("its origin is opaque, without storage, network or workers", async () => {
    const inner = page.frames().find((candidate) => candidate.url().includes("/embed/"));
    const seen = await inner?.evaluate(async () => {
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
      return [
        self.origin,
        await outcome(() => localStorage.length),
        await outcome(() => navigator.serviceWorker.register("/sw.js")),
      ];
    });
    expect(seen).toEqual(["null", "refused", "refused"]);
    expect(asked).toEqual(["/embed/"]);
  });

  await test.step("its link opens the same notebook in the app, in a window of its own", async () => {
    const popup = page.waitForEvent("popup");
    await frame.getByRole("link", { name: "Open in Eider" }).click();
    const opened = await popup;
    await expect(opened.getByRole("region", { name: "Shared notebook" })).toContainText("from a link");
    expect(await opened.evaluate(() => window.opener)).toBeNull();
    expect(await controller(opened)).toBe("/sw.js");
  });
});

test("the embedded page says what it cannot show", async ({ page }) => {
  await page.goto("/embed/#nb1d.cut");
  await expect(page.getByRole("alert")).toContainText("damaged or was cut off");
  await page.goto(`/embed/#nb1u.https%3A%2F%2Fdata.example.org%2Fa.${"0".repeat(64)}`);
  await expect(page.getByRole("alert")).toContainText("leads to a notebook at another address");
});
