import type { EngineApi } from "../engine/protocol.ts";
import type { FromRepairThread, RepairQuestion, ToRepairThread } from "./repairMessages.ts";

/** As much of a worker as is needed here. */
export interface RepairThread {
  postMessage(message: ToRepairThread): void;
  onmessage: ((event: { data: FromRepairThread }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
  terminate(): void;
}

export type RepairAnswer = Extract<FromRepairThread, { tell: "clusters" | "proposals" | "failed" }>;

/**
 * Asks a thread of its own one question, answers what it asks of the engine meanwhile, and ends it with its answer.
 * Answers how to stop, after which nothing is told any more.
 */
export function askRepairThread(
  start: () => RepairThread,
  select: EngineApi["select"],
  question: RepairQuestion,
  on: { progress(fraction: number, about: string): void; answer(answer: RepairAnswer): void },
): () => void {
  const thread = start();
  let isOver = false;
  const stop = () => {
    isOver = true;
    thread.onmessage = null;
    thread.onerror = null;
    thread.terminate();
  };
  const end = (answer: RepairAnswer) => {
    if (isOver) return;
    stop();
    on.answer(answer);
  };
  const rowsFor = async (number: number, sql: string, maxRows: number) => {
    const outcome = await select(sql, maxRows);
    if (isOver) return;
    thread.postMessage(
      outcome.ok
        ? { task: "rows", number, ipc: outcome.value.ipc }
        : { task: "failed", number, message: outcome.error.message },
    );
  };
  thread.onmessage = ({ data }) => {
    if (data.tell === "progress") on.progress(data.fraction, data.about);
    else if (data.tell === "ask") void rowsFor(data.number, data.sql, data.maxRows);
    else end(data);
  };
  thread.onerror = ({ message }) =>
    end({ tell: "failed", message: `The search could not run: ${message || "its thread did not start"}.` });
  thread.postMessage(question);
  return stop;
}
