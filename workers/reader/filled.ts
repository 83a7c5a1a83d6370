export type Chunk = Uint8Array<ArrayBuffer>;

/**
 * Fills pieces of so many bytes from a stream; null after the last. A file's stream gives its bytes faster than
 * slices of it do (see docs/facts.md).
 */
export function filled(stream: ReadableStream<Chunk>, pieceBytes: number): () => Promise<ArrayBuffer | null> {
  const into = intoOf(stream);
  let failure: unknown = null;
  let isDone = false;
  return async () => {
    if (failure !== null) throw failure;
    let piece: Chunk = new Uint8Array(pieceBytes);
    let length = 0;
    while (length < pieceBytes && !isDone) {
      try {
        const read = await into(piece, length);
        isDone = read.isDone;
        length += read.length;
        piece = read.piece;
      } catch (problem) {
        // What came before the damage is given first.
        if (length === 0) throw problem;
        failure = problem;
        break;
      }
    }
    if (length === 0) return null;
    return length === pieceBytes ? piece.buffer : piece.buffer.slice(0, length);
  };
}

interface Filling {
  /** The piece, which may have moved to another buffer. */
  piece: Chunk;
  length: number;
  isDone: boolean;
}

/** Reads into a piece behind its first bytes, in place where the stream can. */
function intoOf(stream: ReadableStream<Chunk>): (piece: Chunk, from: number) => Promise<Filling> {
  const bytes = bytesReader(stream);
  if (bytes) {
    return async (piece, from) => {
      const { buffer } = piece;
      const { value, done } = await bytes.read(new Uint8Array(buffer, from));
      const moved = value ? new Uint8Array(value.buffer) : new Uint8Array(buffer.byteLength);
      return { piece: moved, length: value?.length ?? 0, isDone: done };
    };
  }
  const reader = stream.getReader();
  let left: Chunk = new Uint8Array(0);
  return async (piece, from) => {
    let isDone = false;
    if (left.length === 0) {
      const { value, done } = await reader.read();
      isDone = done;
      if (value) left = value;
    }
    const fitting = left.subarray(0, piece.length - from);
    piece.set(fitting, from);
    left = left.subarray(fitting.length);
    return { piece, length: fitting.length, isDone };
  };
}

/** A reader that fills given buffers, which streams of files have and most others have not. */
function bytesReader(stream: ReadableStream<Chunk>): ReadableStreamBYOBReader | null {
  try {
    return stream.getReader({ mode: "byob" });
  } catch (refusal) {
    if (refusal instanceof TypeError) return null;
    throw refusal;
  }
}
