import { cellText, expect, expectAlive, runStrangers, test } from "./attackTest.ts";
import { forgedAnswers, forgingNotebook } from "./forgingNotebook.mjs";
import { sandboxOf } from "./sandboxOf.ts";

test("7 · messages that a cell forges to the engine read nothing that the cell does not name", async ({
  victim,
}) => {
  await runStrangers(victim, forgingNotebook.text, forgingNotebook.names);
  await victim.expectDone("forger");
  expect(forgedAnswers(await victim.rowsOf("forger"))).toEqual([]);
  expect(await victim.rowsOf("hidden")).toEqual([[forgingNotebook.secret]]);
  await expectAlive(victim);
});

test("7 · a sandbox that is somebody else's cannot speak for other runs, nor make the page more than it is", async ({
  page,
  victim,
}) => {
  await runStrangers(victim, cellText("ts", "one", "export default [{ n: 1 }];"), ["one"]);
  const sandbox = sandboxOf(page);
  await sandbox.evaluate(() => {
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (this: MessagePort, ...given: [unknown]) {
      const message: { type?: unknown } = Object(given[0]);
      if (message.type === "pong" || message.type === "report") Object.assign(globalThis, { pagePort: this });
      return Reflect.apply(postMessage, this, given);
    };
  });
  // The heartbeat brings the port within a second.
  await sandbox.waitForFunction(() => "pagePort" in globalThis, null, { polling: 50 });
  await victim.openText(cellText("ts", "loop", "for (;;) {}") + cellText("sql", "calm", "select 1 as n"));
  await victim.cell("loop").getByRole("button", { name: "Run cell", exact: true }).click();
  await victim.expectRun("loop", "running");
  await sandbox.evaluate(() => {
    const { pagePort } = globalThis as unknown as { pagePort: MessagePort };
    const markup = '<img src=x onerror="document.title=1">';
    const polluted = JSON.parse(
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    );
    const done = {
      type: "done",
      hasRelation: true,
      rowsWritten: 1,
      rejected: 0,
      values: polluted,
      notices: [markup],
    };
    const forged: unknown[] = [
      null,
      "report",
      polluted,
      { type: "eval", code: "1" },
      { type: "ready", __proto__: { polluted: 1 } },
      { type: "report", runId: 10_000, report: done },
      { type: "report", runId: -1, report: done },
      { type: "report", runId: "__proto__", report: done },
      { type: "report", runId: 1, report: { ...done, rowsWritten: -5 } },
      { type: "report", runId: 1, report: { type: "failed", error: { code: "crashed", message: markup } } },
      { type: "report", runId: 1, report: { type: "shown", items: [{ type: "script", text: markup }] } },
    ];
    for (const message of forged) pagePort.postMessage(message);
    for (const message of forged) parent.postMessage(message, "*");
  });
  // Only the run that is under way could have been spoken for, and none of those was it.
  await victim.expectRun("loop", "running");
  await victim.stop();
  await victim.expectRun("loop", "cancelled");
  expect(await page.evaluate(() => "polluted" in {})).toBe(false);
  await expectAlive(victim);
});
