const startTimeoutMs = 120_000;

/** The app as its user meets it, in order: each check gets the page and stands on what those before it did. */
export const smokeChecks = [
  {
    title: "the app opens and offers window.eider",
    run: (page) => page.waitForFunction(() => globalThis.eider !== undefined, { timeout: startTimeoutMs }),
  },
  {
    title: "the service worker controls the page",
    run: (page) =>
      page.waitForFunction(() => navigator.serviceWorker.controller !== null, { timeout: startTimeoutMs }),
  },
  {
    title: "the welcome notebook runs to its end",
    run: async (page) => {
      const cells = await page.evaluate(async () => {
        await globalThis.eider.run();
        return globalThis.eider.cells();
      });
      const unfinished = cells.filter(({ run }) => run !== "done");
      if (cells.length === 0) throw new Error("The notebook has no cells.");
      if (unfinished.length > 0) throw new Error(`Not done: ${JSON.stringify(unfinished)}`);
    },
  },
  {
    title: "every relation of the welcome notebook has rows",
    run: async (page) => {
      const relations = await page.evaluate(async () => {
        const made = globalThis.eider.cells().filter(({ kind }) => kind === "sql" || kind === "ts");
        return Promise.all(
          made.map(async ({ name }) => {
            const { rows } = await globalThis.eider.relation(name);
            const [first] = await globalThis.eider.rows(name, { offset: 0, limit: 1 });
            return { name, rows, first };
          }),
        );
      });
      const empty = relations.filter(
        ({ rows, first }) => rows === 0 || !first?.some((value) => value !== null),
      );
      if (relations.length === 0) throw new Error("The notebook makes no relation.");
      if (empty.length > 0) throw new Error(`Without rows: ${JSON.stringify(empty)}`);
    },
  },
  {
    title: "a result is drawn as a grid",
    run: (page) => page.waitForSelector("[role=grid][aria-rowcount]", { timeout: startTimeoutMs }),
  },
  {
    title: "a small file is there again after a reload",
    run: async (page) => {
      await page.evaluate(async () => {
        await globalThis.eider.open("---\neider: 1\n---\n");
        await globalThis.eider.addFiles([new File(["n,t\n1,kept\n"], "small.csv")]);
      });
      const isSaved = () =>
        globalThis.eider.text().includes("s1:") &&
        document.querySelector("header").textContent.includes("Saved");
      await page.waitForFunction(isSaved, { timeout: startTimeoutMs });
      await page.reload();
      const receipts = () => globalThis.eider?.receipts().some(({ relation }) => relation === "small");
      await page.waitForFunction(receipts, { timeout: startTimeoutMs });
      const rows = await page.evaluate(() => globalThis.eider.rows("small", { offset: 0, limit: 9 }));
      if (JSON.stringify(rows) !== '[["1","kept"]]') throw new Error(`Other rows: ${JSON.stringify(rows)}`);
    },
  },
];
