import { endOf, newLockName } from "../../lib/browser/workerLife.ts";
import { type BesideReader, type Piece, type Pieces, readBeside } from "../../lib/ingest/besideReader.ts";
import { moreMessage, type OpenMessage, type PieceMessage, stopMessage } from "../reader/messages.ts";

/** Where the build put the reader's script, from the app's base. */
declare const READER_URL: string;

/** Pieces that may be on their way: one being read while others wait to be taken. */
const ahead = 3;

const endedText = "The browser ended the thread that was reading the file; load the file again.";

let isStarted = false;

/**
 * Starts the thread that reads files ahead. Until it says that it is there, and where it cannot start, the engine reads
 * for itself.
 */
export function startReader(baseUrl: string): void {
  if (isStarted) return;
  isStarted = true;
  const lockName = newLockName("reader");
  const url = new URL(READER_URL, baseUrl);
  url.searchParams.set("lock", lockName);
  const worker = new Worker(url);
  worker.addEventListener("error", () => readBeside(null));
  const end = endOf(worker, lockName);
  worker.addEventListener("message", () => readBeside(readerOn(worker, end)), { once: true });
}

/** The reader's face here; once `ends` settles, files are read in this thread again. */
export function readerOn(worker: Pick<Worker, "postMessage">, ends: Promise<void>): BesideReader {
  const open = new Set<OpenPieces>();
  void ends.then(() => {
    readBeside(null);
    for (const pieces of open) pieces.fail(new Error(endedText));
  });
  return {
    open(file, how) {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ file, ...how, port: port2 } satisfies OpenMessage, [port2]);
      const pieces = piecesFrom(port1, () => open.delete(pieces));
      open.add(pieces);
      return pieces;
    },
  };
}

/** Pieces on their way, which whoever learns that none will come can end. */
export interface OpenPieces extends Pieces {
  fail(problem: Error): void;
}

/** Pieces asked for over a port, some of them before they are wanted; `onOver` is called once no more will come. */
export function piecesFrom(port: MessagePort, onOver: () => void = () => undefined): OpenPieces {
  const arrived: PieceMessage[] = [];
  let wake: () => void = () => undefined;
  const arrive = (message: PieceMessage) => {
    arrived.push(message);
    wake();
  };
  port.onmessage = ({ data }: MessageEvent<PieceMessage>) => arrive(data);
  for (let each = 0; each < ahead; each++) port.postMessage(moreMessage);
  let isOver = false;
  const end = () => {
    isOver = true;
    port.close();
    onOver();
  };
  return {
    async next(): Promise<Piece | null> {
      if (isOver) return null;
      if (arrived.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const message = arrived.shift();
      if (message && "bytes" in message) {
        port.postMessage(moreMessage);
        return { bytes: new Uint8Array(message.bytes), fileBytes: message.fileBytes };
      }
      end();
      if (message && "problem" in message) throw message.problem;
      return null;
    },
    stop() {
      port.postMessage(stopMessage);
      end();
      wake();
    },
    fail: (problem) => arrive({ problem }),
  };
}
