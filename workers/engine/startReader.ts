import { type BesideReader, type Piece, type Pieces, readBeside } from "../../lib/ingest/besideReader.ts";
import { moreMessage, type OpenMessage, type PieceMessage, stopMessage } from "../reader/messages.ts";

/** Where the build put the reader's script, from the app's base. */
declare const READER_URL: string;

/** Pieces that may be on their way: one being read while others wait to be taken. */
const ahead = 3;

let isStarted = false;

/**
 * Starts the thread that reads files ahead. Until it says that it is there, and where it cannot start, the engine reads
 * for itself.
 */
export function startReader(baseUrl: string): void {
  if (isStarted) return;
  isStarted = true;
  const worker = new Worker(new URL(READER_URL, baseUrl));
  const give = () => readBeside(null);
  worker.addEventListener("error", give);
  worker.addEventListener("message", () => readBeside(readerOn(worker)), { once: true });
}

function readerOn(worker: Worker): BesideReader {
  return {
    open(file, how) {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ file, ...how, port: port2 } satisfies OpenMessage, [port2]);
      return piecesFrom(port1);
    },
  };
}

/** Pieces asked for over a port, some of them before they are wanted. */
export function piecesFrom(port: MessagePort): Pieces {
  const arrived: PieceMessage[] = [];
  let wake: () => void = () => undefined;
  port.onmessage = ({ data }: MessageEvent<PieceMessage>) => {
    arrived.push(data);
    wake();
  };
  for (let each = 0; each < ahead; each++) port.postMessage(moreMessage);
  let isOver = false;
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
      isOver = true;
      port.close();
      if (message && "problem" in message) throw message.problem;
      return null;
    },
    stop() {
      isOver = true;
      port.postMessage(stopMessage);
      port.close();
      wake();
    },
  };
}
