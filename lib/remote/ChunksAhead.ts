import type { ByteCache } from "./ByteCache.ts";
import type { HeldBytes } from "./HeldRanges.ts";
import type { RemoteFile } from "./RemoteFile.ts";

/** Ranges of one file that are wanted together. */
export interface ChunkStep {
  file: RemoteFile;
  /** In the order of the file. */
  chunks: readonly ByteRange[];
}

/** A range of a file, from its first byte to behind its last. */
export interface ByteRange {
  from: number;
  to: number;
}

/** How the ranges of a step that are not held come: by which requests. */
export type PlanRequests = (missing: readonly ByteRange[]) => ByteRange[];

/** Browsers send no more at a time to one host. */
const requestsUnderWay = 6;
/** So much is fetched before it is asked for, at most. */
const aheadBytes = 64 << 20;

class Request {
  resolve: (bytes: Uint8Array<ArrayBuffer>) => void = () => undefined;
  reject: (reason: unknown) => void = () => undefined;
  readonly bytes = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor(
    readonly step: number,
    readonly file: RemoteFile,
    readonly from: number,
    readonly to: number,
  ) {
    // Told to whoever takes the step.
    this.bytes.catch(() => undefined);
  }
}

/** Fetches ranges of files in the order in which they will be asked for, several at a time and ahead of whoever asks. */
export class ChunksAhead {
  /** All that has to be fetched. */
  readonly bytesTotal: number;
  private readonly requests: Request[];
  private readonly byStep = new Map<number, Request[]>();
  private readonly stop = new AbortController();
  private started = 0;
  private underWay = 0;
  /** Bytes that were asked for and are not taken yet. */
  private waitingBytes = 0;
  private taking = -1;
  private bytesDone = 0;

  constructor(
    private readonly steps: readonly ChunkStep[],
    private readonly cache: ByteCache,
    plan: PlanRequests,
    private readonly watch: { signal: AbortSignal; onBytes(bytesDone: number, bytesTotal: number): void },
  ) {
    this.requests = steps.flatMap(({ file, chunks }, step) =>
      plan(chunks.filter(({ from, to }) => cache.get(file, from, to) === null)).map(
        ({ from, to }) => new Request(step, file, from, to),
      ),
    );
    for (const request of this.requests)
      this.byStep.set(request.step, [...(this.byStep.get(request.step) ?? []), request]);
    this.bytesTotal = this.requests.reduce((sum, { from, to }) => sum + to - from, 0);
    watch.signal.addEventListener("abort", this.close);
    if (watch.signal.aborted) this.close();
    this.pump();
  }

  /** The ranges of a step. Steps are taken one after another. */
  async take(step: number): Promise<HeldBytes[]> {
    const wanted = this.steps[step];
    if (!wanted) return [];
    this.taking = step;
    this.pump();
    const requests = this.byStep.get(step) ?? [];
    const fetched = await Promise.all(
      requests.map(async ({ from, bytes }) => ({ from, bytes: await bytes })),
    );
    this.byStep.delete(step);
    for (const { bytes } of fetched) this.waitingBytes -= bytes.length;
    this.pump();
    const held: HeldBytes[] = [];
    for (const { from, to } of wanted.chunks) {
      const bytes = this.cache.get(wanted.file, from, to) ?? cut(fetched, from, to);
      // What others fetched meanwhile may have pushed it out of the cache again.
      const sure = bytes ?? (await wanted.file.read(from, to, this.stop.signal));
      this.cache.keep(wanted.file, from, sure);
      held.push({ from, bytes: sure });
    }
    return held;
  }

  /** Ends all requests; to be called when no more is taken. */
  readonly close = (): void => {
    this.watch.signal.removeEventListener("abort", this.close);
    this.stop.abort();
    for (const request of this.requests) request.reject(this.stop.signal.reason);
  };

  private pump(): void {
    for (;;) {
      const next = this.requests[this.started];
      if (!next || this.underWay >= requestsUnderWay || this.stop.signal.aborted) return;
      const size = next.to - next.from;
      if (this.waitingBytes + size > aheadBytes && next.step > this.taking) return;
      this.started++;
      this.underWay++;
      this.waitingBytes += size;
      void this.fetch(next);
    }
  }

  private async fetch(request: Request): Promise<void> {
    const { file, from, to } = request;
    try {
      const got = await file.read(from, to, this.stop.signal);
      this.bytesDone += got.length;
      this.watch.onBytes(this.bytesDone, this.bytesTotal);
      request.resolve(got);
    } catch (thrown) {
      request.reject(thrown);
    }
    this.underWay--;
    this.pump();
  }
}

/** A range out of fetched ones that lie side by side; null where they do not hold it. */
function cut(fetched: readonly HeldBytes[], from: number, to: number): Uint8Array<ArrayBuffer> | null {
  const all = new Uint8Array(to - from);
  let filled = from;
  for (const one of fetched) {
    const end = one.from + one.bytes.length;
    if (end <= filled || one.from > filled) continue;
    const part = one.bytes.subarray(filled - one.from, Math.min(end, to) - one.from);
    all.set(part, filled - from);
    filled += part.length;
    if (filled >= to) break;
  }
  return filled >= to ? all : null;
}
