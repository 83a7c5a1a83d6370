import { cellText, expect, expectAlive, runStrangers, test } from "./attackTest.ts";
import { bindEnginePort } from "./bindEnginePort.ts";
import { sandboxOf } from "./sandboxOf.ts";

const secret = "a row that the cell does not name";

/** A cell that takes its own port to the engine, and sends what the relation client never would. */
const forgingCell = `
${bindEnginePort}
const answers: any[] = [];
port.addEventListener("message", ({ data }: any) => answers.push(data));
const polluted = JSON.parse('{"__proto__": {"ok": true}, "constructor": {"prototype": {"ok": true}}}');
const forged: any[] = [
  null, 7, "scan", [], {}, polluted,
  { id: 9001, type: "scan", scan: 1, relation: "hidden", columns: null },
  { id: 9002, type: "scan", scan: 2, relation: "one", columns: ["n\\" from hidden --"] },
  { id: 9003, type: "sql", scan: 3, text: "select * from hidden", params: {} },
  { id: 9004, type: "sql", scan: 4, text: "select * from query('select * from hidden')", params: {} },
  { id: 9005, type: "sql", scan: 5, text: "select * from query_table('hidden')", params: {} },
  { id: 9006, type: "sql", scan: 6, text: "select 1) union all select t from hidden --", params: {} },
  { id: 9007, type: "sql", scan: 7, text: "create table made as select 1", params: polluted },
  { id: 9008, type: "sql", scan: 8, text: "select 1; drop view hidden", params: {} },
  { id: 9009, type: "count", relation: "hidden" },
  { id: 9010, type: "write", ipc: new Uint8Array(64).fill(255) },
  { id: 9011, type: "widen", column: "n", to: "int; drop view hidden", how: "cast" },
  { id: 9012, type: "addColumn", column: "x", to: "int default (select t from hidden)" },
  { id: 9013, type: "reject", rows: polluted },
  { id: 9014, type: "run", sql: "select * from hidden" },
  { id: -1, type: "count", relation: "hidden" },
  { id: "9015", type: "count", relation: "hidden" },
  { id: 9016, type: "__proto__", relation: "hidden" },
  { id: 9017, type: "next", scan: 999999 },
];
for (const message of forged) port.postMessage(message);
for (let scan = 1; scan < 9; scan++) port.postMessage({ id: 9100 + scan, type: "next", scan });
// Answers come in order, so the last one tells that all others have been given.
await one.count();
export default answers.map((answer) => ({
  id: Number(answer.id),
  ok: answer.ok === true,
  has: new TextDecoder().decode(answer.ipc ?? new Uint8Array()) + JSON.stringify(answer, (_, v) => typeof v === "bigint" ? String(v) : v),
}));
`;

test("7 · messages that a cell forges to the engine read nothing that the cell does not name", async ({
  victim,
}) => {
  const text = [
    cellText("sql", "hidden", `select '${secret}' as t`),
    cellText("sql", "one", "select 1 as n"),
    cellText("ts", "forger", forgingCell),
  ].join("");
  await runStrangers(victim, text, ["hidden", "one", "forger"]);
  await victim.expectDone("forger");
  const answers = await victim.rowsOf("forger");
  expect(answers.filter(([, , has]) => has?.includes(secret))).toEqual([]);
  const taken = answers.filter(([id, ok]) => Number(id) > 9000 && Number(id) < 9017 && ok === "true");
  expect(taken).toEqual([]);
  expect(await victim.rowsOf("hidden")).toEqual([[secret]]);
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
