import { answerRepair, rowsOf } from "../lib/repair/answerRepair.ts";
import type { FromRepairThread, ToRepairThread } from "../lib/repair/repairMessages.ts";

/** Looks for look-alike values and for repairs apart from the page; whoever started it ends it. */
const tell = (message: FromRepairThread) => self.postMessage(message);

type Rows = Record<string, unknown>[];
const waiting = new Map<number, { resolve(rows: Rows): void; reject(error: Error): void }>();
let asked = 0;

function ask(sql: string, maxRows: number): Promise<Rows> {
  asked += 1;
  const number = asked;
  tell({ tell: "ask", number, sql, maxRows });
  return new Promise((resolve, reject) => waiting.set(number, { resolve, reject }));
}

self.onmessage = ({ data }: MessageEvent<ToRepairThread>) => {
  if (data.task === "rows") waiting.get(data.number)?.resolve(rowsOf(data.ipc));
  else if (data.task === "failed") waiting.get(data.number)?.reject(new Error(data.message));
  else void answerRepair(data, ask, tell);
};
