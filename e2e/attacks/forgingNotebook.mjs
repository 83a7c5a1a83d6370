import { bindEnginePort } from "./bindEnginePort.mjs";

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

const cell = (kind, name, source) => `\`\`\`${kind} name=${name}\n${source}\n\`\`\`\n\n`;

/** A notebook whose cell "forger" asks the engine for what it may not have, and keeps all answers as its relation. */
export const forgingNotebook = {
  secret,
  names: ["hidden", "one", "forger"],
  text: [
    cell("sql", "hidden", `select '${secret}' as t`),
    cell("sql", "one", "select 1 as n"),
    cell("ts", "forger", forgingCell),
  ].join(""),
};

/** Answers to forged messages that gave something away. @param {readonly (readonly (string | null)[])[]} answers */
export function forgedAnswers(answers) {
  return answers.filter(([id, ok, has]) => {
    const isForged = Number(id) > 9000 && Number(id) < 9017;
    return has?.includes(secret) || (isForged && ok === "true");
  });
}
