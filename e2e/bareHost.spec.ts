import { encodeCapsule } from "../lib/share/encodeCapsule.ts";
import { expect, test } from "./fixtures.ts";
import { startBareHost } from "./startBareHost.ts";

test("a host without headers gets a read-only Eider: one's own SQL runs, and nothing from elsewhere", async ({
  page,
  app,
  notebook,
  allowProblems,
}) => {
  // All that is asked for goes to that host, which is none of the app's.
  allowProblems(/^The (page|service worker) asked for (GET|HEAD) http:\/\/localhost:\d+\//);
  const bare = await startBareHost(app.folder);
  try {
    await notebook.open(bare.url);
    const banner = page.getByRole("region", { name: "Read only" });
    await expect(banner).toContainText("does not send the headers that keep foreign code closed in");

    await test.step("one's own SQL runs, TypeScript does not", async () => {
      await notebook.openText("```sql name=a\nselect 42 as n\n```\n\n```ts name=b\nexport default a;\n```\n");
      await notebook.button("Run all").click();
      await notebook.expectDone("a");
      await notebook.expectFailed("b", "does not send the headers that isolate");
    });

    await test.step("a notebook from elsewhere is shown and not run", async () => {
      const link = await encodeCapsule("# From afar\n\n```sql name=c\nselect 1 as n\n```\n");
      await page.evaluate((hash) => location.assign(hash), link);
      await expect(page.getByRole("heading", { name: "From afar", level: 2 })).toBeVisible();
      await expect(notebook.sharedBar).toBeVisible();
      await expect(notebook.sharedBar.getByRole("button")).toHaveCount(0);
      await expect(notebook.button("Run all")).toHaveAttribute("aria-disabled", "true");
      await (await notebook.eider()).evaluate((eider) => eider.run());
      await expect(page.getByRole("status").filter({ hasText: "does not run here" })).toBeVisible();
      await notebook.expectRun("c", "idle");
    });
  } finally {
    await bare.close();
  }
});

test("a host with its headers is found to have them", async ({ page, notebook }) => {
  const probes = Promise.all(
    ["/", "/sandbox/", "/output/"].map((path) =>
      page.waitForRequest(
        (request) => request.method() === "HEAD" && new URL(request.url()).pathname === path,
      ),
    ),
  );
  await notebook.open();
  await probes;
  await notebook.engineReady();
  await expect(page.getByRole("region", { name: "Read only" })).toHaveCount(0);
});
