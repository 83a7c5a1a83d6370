/** Where the bytes of a file that is not on this device are: what crosses to a worker in its place. */
export interface RemoteFileRef {
  /** The file's own name, `part-0.parquet`. */
  readonly name: string;
  /** In bytes. */
  readonly sizeBytes: number;
  /** Where ranges of it are asked for: a path under /__net/, never the host itself. */
  readonly address: string;
  /** What its host calls this state of it; a file that changes while it is read is an error, not a mixture. */
  readonly etag: string | null;
  /** Milliseconds since 1970, 0 where it is not known. */
  readonly modifiedMs: number;
}

type Ask = (address: string, init: RequestInit) => Promise<Response>;

const askHost: Ask = (address, init) => fetch(address, init);
let ask = askHost;

/** Says who answers for addresses under /__net/ outside a browser, where no service worker does; answers how to end that. */
export function giveRemoteAsk(given: Ask): () => void {
  ask = given;
  return () => {
    if (ask === given) ask = askHost;
  };
}

/** Thrown where a range of a remote file cannot be had. */
export class RemoteReadError extends Error {
  override name = "RemoteReadError";
}

/**
 * A file elsewhere as a File: its bytes are fetched by ranges, as slices of it are read, and kept nowhere.
 * Only what its methods answer is real. The platform's own ways around them (a structured clone, `new Blob([file])`,
 * `new Response(file)`, FileReader) see an empty file: before such a place, ask `instanceof RemoteFile` and send `ref`.
 */
export class RemoteFile extends File {
  constructor(
    readonly ref: RemoteFileRef,
    private readonly from = 0,
    private readonly to = ref.sizeBytes,
  ) {
    super([], ref.name, { lastModified: ref.modifiedMs });
    // An own property, since the platform's is an accessor that knows only the empty file.
    Object.defineProperty(this, "size", { value: Math.max(0, to - from), enumerable: true });
  }

  override slice(start = 0, end = this.size): RemoteFile {
    const at = (offset: number) =>
      offset < 0 ? Math.max(0, this.size + offset) : Math.min(offset, this.size);
    const first = this.from + at(start);
    return new RemoteFile(this.ref, first, Math.max(first, this.from + at(end)));
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.read(0, this.size)).buffer;
  }

  /** Bytes of it, checked for being all that were asked for; `signal` ends the request. */
  async read(from: number, to: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const part = this.slice(from, to);
    if (part.size === 0) return new Uint8Array(0);
    const bytes = new Uint8Array(await (await part.ask(signal)).arrayBuffer());
    if (bytes.length !== part.size)
      throw new RemoteReadError(
        `${this.ref.name} could not be read: its host sent ${bytes.length} of ${part.size} bytes asked for.`,
      );
    return bytes;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer());
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer());
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    if (this.size === 0) void writable.close();
    else
      this.ask().then(
        (response) => response.body?.pipeTo(writable).catch(() => undefined),
        (thrown: unknown) => writable.abort(thrown),
      );
    return readable;
  }

  /** The answer to a request for this range, checked for being just that. */
  private async ask(signal: AbortSignal | null = null): Promise<Response> {
    const { name, address, etag, sizeBytes } = this.ref;
    const range = `bytes=${this.from}-${this.to - 1}`;
    let response: Response;
    try {
      response = await ask(address, { headers: { range }, signal });
    } catch (thrown) {
      if (signal?.aborted) throw thrown;
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      throw new RemoteReadError(`${name} could not be read from its host: ${why}.`);
    }
    const isWhole = this.from === 0 && this.to === sizeBytes && response.status === 200;
    if (response.status !== 206 && !isWhole) throw new RemoteReadError(await whyNot(name, response));
    const now = response.headers.get("etag");
    if (etag !== null && now !== null && now !== etag) {
      void response.body?.cancel();
      throw new RemoteReadError(`${name} was changed at its host while it was being read; load it again.`);
    }
    return response;
  }
}

async function whyNot(name: string, response: Response): Promise<string> {
  const text = await response.text().catch(() => "");
  let said = "";
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body && "error" in body && typeof body.error === "string") {
      said = ` ${body.error}`;
      if ("hint" in body && typeof body.hint === "string") said += ` ${body.hint}`;
    }
  } catch {
    // A host's own page about its error says nothing to this reader.
  }
  return `${name} could not be read (HTTP ${response.status}).${said}`;
}
