/** Asks for the rest of something, from a byte on; only of that state of it. */
export type AskRest = (range: string, etag: string) => Promise<Response>;

/** Breaks in a row, without one byte in between, after which a host is given up. */
const mostBreaks = 3;
const mostResumes = 20;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly total: number | null;
}

/** Which bytes an answer holds, both ends included; null where it does not say. */
function spanOf(response: Response): Span | null {
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "");
  if (range) {
    const total = range[3] === "*" ? null : Number(range[3]);
    return { from: Number(range[1]), to: Number(range[2]), total };
  }
  const length = Number(response.headers.get("content-length") ?? "");
  if (response.status !== 200 || !(length > 0) || response.headers.has("content-encoding")) return null;
  return { from: 0, to: length - 1, total: length };
}

/**
 * The body of an answer, which where it breaks off is gone on with by asking for the rest. Only where both its place
 * and its state are known: a weak mark of it, or none, would let two states be mixed.
 */
export function resumedBody(
  response: Response,
  askRest: AskRest,
  signal: AbortSignal,
): ReadableStream<Uint8Array> | null {
  const span = spanOf(response);
  const etag = response.headers.get("etag");
  if (!response.body || !span || etag === null || !etag.startsWith('"')) return response.body;
  let reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  let doneBytes = 0;
  let breaks = 0;
  let resumes = 0;

  const rest = async (): Promise<ReadableStreamDefaultReader<Uint8Array>> => {
    const from = span.from + doneBytes;
    const next = await askRest(`bytes=${from}-${span.to}`, etag);
    const now = spanOf(next);
    const isRest =
      next.status === 206 &&
      next.headers.get("etag") === etag &&
      now?.from === from &&
      now.to === span.to &&
      now.total === span.total;
    if (!isRest || !next.body) {
      void next.body?.cancel();
      throw new Error("What was broken off was changed meanwhile, or cannot be gone on with.");
    }
    return next.body.getReader();
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          try {
            const { done, value } = await reader.read();
            if (value) {
              doneBytes += value.byteLength;
              breaks = 0;
              controller.enqueue(value);
              return;
            }
            const isShort = response.status === 206 && span.from + doneBytes <= span.to;
            if (!isShort && done) {
              controller.close();
              return;
            }
            throw new Error("The answer ended early.");
          } catch (thrown) {
            breaks += 1;
            resumes += 1;
            const isOver = span.from + doneBytes > span.to;
            if (signal.aborted || isOver || breaks > mostBreaks || resumes > mostResumes) throw thrown;
            reader = await rest();
          }
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
