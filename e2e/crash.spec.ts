import { crashTabs } from "../suites/soak/crashTabs.ts";
import { expect, test } from "./fixtures.ts";

// A service worker that goes down with its tab and starts anew is held up by what steers the browser here.
test.use({ serviceWorkers: "block" });

test("a tab that is killed loses nothing older than a second, and leaves a notebook that opens", async ({
  app,
  context,
  allowProblems,
}) => {
  test.slow();
  allowProblems(/^The tab crashed\./);
  const site = { url: `${app.url}/`, newPage: () => context.newPage() };
  const failures = await crashTabs(site, { count: 20, seed: 5, tabs: 2 });
  expect(failures).toEqual([]);
});
