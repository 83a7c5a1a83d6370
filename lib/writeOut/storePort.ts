import { IngestError } from "../ingest/types.ts";
import type { OutSink, OutStore } from "./outStore.ts";

/** What is asked of a store at the other end of a port, in this order, one at a time. */
type Ask =
  | { ask: "open"; path: string }
  | { ask: "write"; bytes: Uint8Array }
  | { ask: "close" | "abort" | "finish" | "undo" }
  | { ask: "check"; file: Parameters<OutStore["check"]>[0] };

type Answer =
  | { answer: "done"; value: File | string | null }
  | { answer: "read"; bytes: number }
  | { answer: "failed"; message: string; isExpected: boolean };

/** A store that another thread has, at whose port `serveStore` listens. */
export function portStore(port: MessagePort): OutStore {
  let settle: (answer: Answer) => void = () => undefined;
  let onRead: (bytes: number) => void = () => undefined;
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (data.answer === "read") onRead(data.bytes);
    else settle(data);
  };
  async function ask(asked: Ask): Promise<File | string | null> {
    const answered = new Promise<Answer>((resolve) => {
      settle = resolve;
    });
    const buffers = asked.ask === "write" ? [asked.bytes.buffer as ArrayBuffer] : [];
    port.postMessage(asked, buffers);
    const answer = await answered;
    if (answer.answer === "done") return answer.value;
    if (answer.answer === "failed")
      throw answer.isExpected ? new IngestError(answer.message) : new Error(answer.message);
    return null;
  }
  const sink: OutSink = {
    // The bytes leave by transfer, so they must be alone in their buffer.
    write: async (chunk) => void (await ask({ ask: "write", bytes: alone(chunk) })),
    close: async () => void (await ask({ ask: "close" })),
    abort: async () => void (await ask({ ask: "abort" })),
  };
  return {
    async open(path) {
      await ask({ ask: "open", path });
      return sink;
    },
    async check(file, onBytes) {
      onRead = onBytes;
      await ask({ ask: "check", file });
    },
    async finish() {
      const file = await ask({ ask: "finish" });
      port.close();
      return file instanceof File ? file : null;
    },
    async undo() {
      const left = await ask({ ask: "undo" });
      port.close();
      return typeof left === "string" ? left : "";
    },
  };
}

function alone(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}

/** Answers a `portStore`. What it answers has `isOver`: whether the other side finished or took all back. */
export function serveStore(port: MessagePort, store: OutStore): { isOver: boolean } {
  const state = { isOver: false };
  let sink: OutSink | null = null;
  async function answer(asked: Ask): Promise<File | string | null> {
    switch (asked.ask) {
      case "open":
        sink = await store.open(asked.path);
        return null;
      case "write":
        await sink?.write(asked.bytes);
        return null;
      case "close":
        await sink?.close();
        return null;
      case "abort":
        await sink?.abort();
        return null;
      case "check":
        await store.check(asked.file, (bytes) =>
          port.postMessage({ answer: "read", bytes } satisfies Answer),
        );
        return null;
      case "finish":
      case "undo": {
        const value = await store[asked.ask]();
        state.isOver = true;
        return value;
      }
    }
  }
  port.onmessage = ({ data }: MessageEvent<Ask>) => {
    answer(data).then(
      (value) => port.postMessage({ answer: "done", value } satisfies Answer),
      (thrown: unknown) => {
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        const isExpected = thrown instanceof IngestError;
        port.postMessage({ answer: "failed", message, isExpected } satisfies Answer);
      },
    );
  };
  return state;
}
