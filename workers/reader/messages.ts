/** Opens a file; every message that then comes on `port` asks for one more piece, and "stop" for no more. */
export interface OpenMessage {
  file: Blob;
  pieceBytes: number;
  inflates: boolean;
  port: MessagePort;
}

/** What goes back on the port for each piece asked for. */
export type PieceMessage =
  | { bytes: ArrayBuffer; fileBytes: number }
  | { end: true }
  /** A DOMException or TypeError of the browser. */
  | { problem: unknown };

export const stopMessage = "stop";
export const moreMessage = "more";
