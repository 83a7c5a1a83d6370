import assert from "node:assert/strict";
import { canaries, canariesIn, plantCanaries } from "../attacks/canaries.mjs";
import { attemptsCell, attemptsScript, reached } from "../attacks/cellOf.mjs";
import { forgedAnswers, forgingNotebook } from "../attacks/forgingNotebook.mjs";
import { networkAttempts, pageAttempts } from "../attacks/networkAttempts.mjs";
import { sqlAttempts, tellTales } from "../attacks/sqlAttempts.mjs";
import { storageAttempts } from "../attacks/storageAttempts.mjs";

/** Opens a notebook, runs it, and answers the rows of each cell that is done. */
const runNotebook = (page, text) =>
  page.evaluate(async (given) => {
    await globalThis.eider.open(given);
    await globalThis.eider.run();
    const rows = {};
    for (const { name, run } of globalThis.eider.cells()) {
      if (run === "done") rows[name] = await globalThis.eider.rows(name, { offset: 0, limit: 1000 });
    }
    return rows;
  }, text);

/** After an attack: no contact, no secret, and the app still answers. */
async function expectUnharmed(page, hostile, told) {
  assert.deepEqual(hostile.contacts, [], "contacts at the hostile server");
  assert.deepEqual(canariesIn(JSON.stringify(told)), [], "secrets told");
  const rows = await runNotebook(page, "```sql name=alive\nselect 42 as answer\n```\n");
  assert.deepEqual(rows.alive, [["42"]]);
}

/** Runs `work` in a page of its own at the hostile server. */
async function atHostile({ browser, hostile }, html, work) {
  const trap = await browser.newPage();
  try {
    await trap.goto(hostile.serve("/", html));
    return await work(trap);
  } finally {
    await trap.close();
  }
}

const sqlCells = (sqls) =>
  Object.entries(sqls)
    .map(([, sql], at) => `\`\`\`sql name=a${at}\n${sql}\n\`\`\`\n`)
    .join("\n");

/** The attack cases on isolation, network and storage; numbers are those of the cases in e2e/attacks. */
/** What a worker of the sandbox's frame, without Eider's own code in it, came to; null where it says nothing for 30 s. */
async function bareOutcomes(page, attempts) {
  const selector = 'iframe[title="Runs TypeScript cells"]';
  await page.waitForFunction((one) => document.querySelectorAll(one).length === 1, {}, selector);
  const frame = await (await page.waitForSelector(selector)).contentFrame();
  const answer = frame.evaluate(
    (code) =>
      new Promise((done, fail) => {
        const worker = new Worker(`data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`);
        // Held: Firefox may collect a worker that nothing refers to while it waits.
        globalThis.bareWorker = worker;
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = (event) => fail(new Error(event.message));
      }),
    attemptsScript(attempts),
  );
  const silence = new Promise((resolve) => {
    setTimeout(resolve, 30_000, null).unref();
  });
  return Promise.race([answer, silence]);
}

export const attackChecks = [
  {
    title: "secrets are planted in every store",
    run: (page) => page.evaluate(plantCanaries, canaries),
  },
  {
    title: "4, 5, 6 · a cell reaches no network and no storage",
    async run(page, { hostile }) {
      const text = [
        attemptsCell("network", networkAttempts(hostile)),
        attemptsCell("documents", pageAttempts(hostile)),
        attemptsCell("storage", storageAttempts),
      ].join("\n");
      const rows = await runNotebook(page, text);
      for (const name of ["network", "documents", "storage"]) {
        assert.deepEqual(reached(rows[name] ?? [["nothing", "was tried"]]), []);
      }
      await expectUnharmed(page, hostile, rows);
    },
  },
  {
    title: "4, 5, 6 · the frame's policy alone refuses a bare worker all of it",
    async run(page, { hostile }) {
      await runNotebook(page, "```ts name=one\nexport default [{ n: 1 }];\n```\n");
      const all = { ...networkAttempts(hostile), ...pageAttempts(hostile), ...storageAttempts };
      let outcomes = null;
      // A frame that is about to go never answers, and now and then a worker never starts: then the next one is asked.
      for (let tries = 0; tries < 3 && outcomes === null; tries++) outcomes = await bareOutcomes(page, all);
      assert.ok(outcomes, "no bare worker answered");
      assert.equal(outcomes.length, Object.keys(all).length);
      const harmless = ["BroadcastChannel", "permissions"];
      assert.deepEqual(
        reached(outcomes).filter(([what]) => !harmless.includes(what)),
        [],
      );
      await expectUnharmed(page, hostile, outcomes);
    },
  },
  {
    title: "7 · messages that a cell forges read nothing that it does not name",
    async run(page, { hostile }) {
      const rows = await runNotebook(page, forgingNotebook.text);
      assert.ok(rows.forger.length > 10);
      assert.deepEqual(forgedAnswers(rows.forger), []);
      await expectUnharmed(page, hostile, rows.forger);
    },
  },
  {
    title: "8, 35 · another site shows neither the app nor its frames",
    async run(_page, app) {
      const paths = ["/", "/sandbox/", "/output/", "/404.html"];
      const html = paths.map((path) => `<iframe src="${app.url}${path}"></iframe>`).join("");
      await atHostile(app, html, async (trap) => {
        const inner = trap.frames().filter((frame) => frame !== trap.mainFrame());
        for (const frame of inner) {
          const shown = await frame
            .evaluate(() => [typeof globalThis.eider, document.querySelectorAll("script").length])
            .catch(() => ["undefined", 0]);
          assert.deepEqual(shown, ["undefined", 0], frame.url());
        }
      });
    },
  },
  {
    title: "9 · the frames hear no window but the page around them",
    async run(_page, app) {
      for (const path of ["/sandbox/", "/output/"]) {
        const heard = await atHostile(app, "<title>No parent</title>", (trap) =>
          trap.evaluate(async (address) => {
            const answers = [];
            const opened = window.open(address);
            // Its load is not told to another origin, so it is greeted again and again for a while.
            for (let greetings = 0; greetings < 10; greetings++) {
              await new Promise((resolve) => setTimeout(resolve, 100));
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = ({ data }) => answers.push(data);
              opened?.postMessage({ type: "eider-sandbox", version: 1 }, "*", [port2]);
            }
            opened?.close();
            return answers;
          }, app.url + path),
        );
        assert.deepEqual(heard, []);
      }
    },
  },
  {
    title: "10 · the app's pages and scripts come with their policies",
    async run(page) {
      const bare = await page.evaluate(async () => {
        const addresses = performance.getEntriesByType("resource").map(({ name }) => name);
        const own = [location.href, ...addresses.filter((name) => name.startsWith(location.origin))];
        const answers = await Promise.all(
          [...new Set(own)].map((address) => fetch(address, { method: "HEAD" })),
        );
        return answers.filter(({ headers }) => !headers.get("content-security-policy")).map(({ url }) => url);
      });
      assert.deepEqual(bare, []);
    },
  },
  {
    title: "12, 13, 14 · SQL reaches no other host, file or extension, and tells no secret",
    async run(page, { hostile }) {
      const attempts = sqlAttempts(hostile);
      const rows = await runNotebook(page, sqlCells(attempts));
      assert.deepEqual(
        Object.keys(attempts).filter((_, at) => rows[`a${at}`] !== undefined),
        [],
      );
      await expectUnharmed(page, hostile, await runNotebook(page, sqlCells(tellTales)));
    },
  },
  {
    title: "15 · the network path refuses what was not granted",
    async run(page, { hostile }) {
      const paths = ["x", "../x", "%2e%2e/x", "redirect"].map(
        (path) => `/__net/no-such-grant/${encodeURIComponent(`${hostile.url}/${path}`)}`,
      );
      const statuses = await page.evaluate(
        (all) => Promise.all(all.map(async (path) => (await fetch(path)).status)),
        [...paths, "/__net/no-such-grant/s3/no-such-connection/key"],
      );
      assert.deepEqual(new Set(statuses), new Set([403]));
      await expectUnharmed(page, hostile, statuses);
    },
  },
  {
    title: "36 · a window that opened the app keeps no hold of it",
    async run(_page, app) {
      const seen = await atHostile(app, "<title>An opener</title>", (trap) =>
        trap.evaluate(async (address) => {
          const opened = window.open(address);
          for (let looks = 0; looks < 100 && opened && !opened.closed; looks++) {
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
          return { closed: opened?.closed ?? true, frames: opened?.length ?? 0 };
        }, `${app.url}/`),
      );
      assert.deepEqual(seen, { closed: true, frames: 0 });
    },
  },
  {
    // Last: the page has no service worker after it.
    title: "16 · without its service worker, the network path fails closed",
    async run(page, { url, browser, hostile }) {
      await page.evaluate(async () => {
        for (const registration of await navigator.serviceWorker.getRegistrations())
          await registration.unregister();
      });
      // A registration goes with the last page that it controls.
      await page.goto("about:blank");
      const other = await browser.newPage();
      // A page of the app that starts nothing.
      const open = () => other.goto(`${url}/404.html`, { waitUntil: "domcontentloaded" });
      await open();
      const isControlled = () => other.evaluate(() => navigator.serviceWorker.controller !== null);
      for (let tries = 0; tries < 20 && (await isControlled()); tries++) await open();
      const status = await other.evaluate(
        async (path) => (await fetch(path)).status,
        `/__net/any-grant/${encodeURIComponent(`${hostile.url}/x`)}`,
      );
      await other.close();
      assert.equal(status, 404);
      assert.deepEqual(hostile.contacts, []);
    },
  },
];
