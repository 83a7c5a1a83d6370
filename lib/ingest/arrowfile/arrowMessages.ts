import { Malformed } from "../columnar/Malformed.ts";
import { FlatTable, sizeAt } from "./flatTable.ts";

/** A message: its metadata, and where in the file its body lies. */
export interface ArrowMessage {
  /** Counts from 1, the schema being the first. */
  number: number;
  /** Where it begins, in bytes from the start of the file. */
  at: number;
  version: number;
  kind: "schema" | "dictionary" | "batch";
  header: FlatTable;
  bodyAt: number;
  bodyBytes: number;
}

/** What there is to read: the file, and an account of how a stream ended. */
export interface MessageSource {
  file: Blob;
  /** Called where a stream ends at the end of the file instead of with its end mark. */
  onMissingEnd: () => void;
}

const magic = "ARROW1";
/** No schema or batch of a real file comes near this; a length past it is a lie. */
const mostMetadataBytes = 256 << 20;
const kinds = [null, "schema", "dictionary", "batch"] as const;

/** The messages of an Arrow file (by its footer) or of a stream, in an order that defines dictionaries before use. */
export async function* arrowMessages(source: MessageSource): AsyncGenerator<ArrowMessage> {
  const head = await bytesAt(source.file, 0, Math.min(8, source.file.size));
  if (latin1(head.subarray(0, 6)) === magic) yield* messagesOfFile(source.file);
  else yield* messagesOfStream(source);
}

async function* messagesOfStream({ file, onMissingEnd }: MessageSource): AsyncGenerator<ArrowMessage> {
  let at = 0;
  for (let number = 1; ; number++) {
    if (at === file.size) {
      onMissingEnd();
      return;
    }
    const message = await messageAt(file, at, number);
    if (message === null) return;
    yield message;
    at = message.bodyAt + message.bodyBytes;
  }
}

/** A message, or null at the end mark of a stream. */
async function messageAt(file: Blob, at: number, number: number): Promise<ArrowMessage | null> {
  const where = `message ${number} (byte ${at})`;
  if (file.size - at < 4) throw new Malformed(`the file ends inside ${where}`);
  const prefix = await bytesAt(file, at, Math.min(8, file.size - at));
  const view = new DataView(prefix.buffer);
  // Files of before Arrow 0.15 have the length alone.
  const prefixBytes = view.getUint32(0, true) === 0xffffffff ? 8 : 4;
  if (prefix.length < prefixBytes) throw new Malformed(`the file ends inside ${where}`);
  const metadataBytes = view.getInt32(prefixBytes - 4, true);
  if (metadataBytes === 0) return null;
  if (metadataBytes < 0 || metadataBytes > mostMetadataBytes) {
    throw new Malformed(`${where} says it has ${metadataBytes} bytes of metadata, which cannot be`);
  }
  const metadata = await bytesAt(file, at + prefixBytes, metadataBytes, where);
  const message = FlatTable.root(metadata);
  const type = message.byte(1);
  if (type === 4 || type === 5) throw new Malformed(`${where} holds a tensor, and not rows of a table`);
  const kind = kinds[type];
  const header = message.table(2);
  if (!kind || !header) throw new Malformed(`${where} is of no known kind`);
  const bodyAt = at + prefixBytes + metadataBytes;
  const bodyBytes = message.size(3);
  if (bodyAt + bodyBytes > file.size) {
    throw new Malformed(
      `the file is cut short: ${where} needs ${bodyBytes} bytes from byte ${bodyAt} on, and the file ends at byte ${file.size}`,
    );
  }
  return { number, at, version: message.short(0), kind, header, bodyAt, bodyBytes };
}

async function* messagesOfFile(file: Blob): AsyncGenerator<ArrowMessage> {
  const tail = await bytesAt(file, Math.max(0, file.size - 10), Math.min(10, file.size));
  if (file.size < 22 || latin1(tail.subarray(4)) !== magic) {
    throw new Malformed(`the file is cut short: it has no footer at its end (byte ${file.size})`);
  }
  const footerBytes = new DataView(tail.buffer).getInt32(0, true);
  const footerAt = file.size - 10 - footerBytes;
  if (footerBytes <= 0 || footerAt < 8) throw new Malformed(`its footer says it has ${footerBytes} bytes`);
  const footer = FlatTable.root(await bytesAt(file, footerAt, footerBytes));
  const schema = footer.table(1);
  if (!schema) throw new Malformed("its footer holds no schema");
  const version = footer.short(0);
  yield { number: 1, at: footerAt, version, kind: "schema", header: schema, bodyAt: footerAt, bodyBytes: 0 };
  const block = (view: DataView, at: number) => sizeAt(view, at);
  // Dictionaries first, since every batch may use them; their own order is that of the file, for deltas to follow what they add to.
  const places = [...footer.structs(2, 24, block), ...footer.structs(3, 24, block)];
  for (const [index, at] of places.entries()) {
    const message = await messageAt(file, at, index + 2);
    if (!message || message.kind === "schema") {
      throw new Malformed(`its footer points at byte ${at} for a batch, and there is none`);
    }
    yield message;
  }
}

async function bytesAt(file: Blob, at: number, length: number, what = "its footer"): Promise<Uint8Array> {
  if (at + length > file.size) throw new Malformed(`the file ends inside ${what}`);
  return new Uint8Array(await file.slice(at, at + length).arrayBuffer());
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
