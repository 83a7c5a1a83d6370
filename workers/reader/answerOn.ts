import { type PieceMessage, stopMessage } from "./messages.ts";

/** Gives one piece for every message on the port that asks for one, in their order. */
export function answerOn(port: MessagePort, next: () => Promise<PieceMessage>): void {
  let last = Promise.resolve();
  const answer = async () => {
    try {
      const piece = await next();
      port.postMessage(piece, "bytes" in piece ? [piece.bytes] : []);
    } catch (problem) {
      port.postMessage({ problem } satisfies PieceMessage);
    }
  };
  port.onmessage = ({ data: asked }) => {
    if (asked === stopMessage) port.close();
    else last = last.then(answer);
  };
}
