import { createServer, type Server } from "node:http";
import { RemoteFile } from "../RemoteFile.ts";

/** A server of ranges on this machine that counts what is asked of it; for tests only. */
export interface RangeServer {
  /** A file that is served from now on. */
  add(name: string, bytes: Uint8Array): RemoteFile;
  /** What was asked for since the last call: ranges by `name first-last`, and how many bytes they were. */
  asked(): { ranges: string[]; bytes: number };
  /** The most requests that were under way at a time since the start. */
  readonly mostUnderWay: number;
  /** Each answer from now on waits for this. */
  hold: Promise<void>;
  /** Each answer from now on has this status, where it is not null. */
  failWith: number | null;
  stop(): void;
}

/** Starts a server on a free port. */
export async function startRangeServer(): Promise<RangeServer> {
  const files = new Map<string, Uint8Array>();
  let ranges: string[] = [];
  let bytes = 0;
  let underWay = 0;
  const server: Server = createServer(async (request, answer) => {
    const name = decodeURIComponent((request.url ?? "").slice(1));
    const file = files.get(name);
    const found = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    underWay++;
    state.mostUnderWay = Math.max(state.mostUnderWay, underWay);
    answer.on("close", () => underWay--);
    await state.hold;
    if (!file || !found || state.failWith !== null) {
      answer.writeHead(state.failWith ?? 404).end();
      return;
    }
    const [first, last] = [Number(found[1]), Math.min(Number(found[2]), file.length - 1)];
    ranges.push(`${name} ${first}-${last}`);
    bytes += last - first + 1;
    answer.writeHead(206, {
      "Content-Range": `bytes ${first}-${last}/${file.length}`,
      "Content-Length": last - first + 1,
      ETag: '"1"',
    });
    answer.end(file.subarray(first, last + 1));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const state = {
    mostUnderWay: 0,
    hold: Promise.resolve(),
    failWith: null,
    add(name: string, content: Uint8Array) {
      files.set(name, content);
      return new RemoteFile({
        name: name.slice(name.lastIndexOf("/") + 1),
        sizeBytes: content.length,
        address: `http://127.0.0.1:${address.port}/${encodeURIComponent(name)}`,
        etag: '"1"',
        modifiedMs: 0,
      });
    },
    asked() {
      const told = { ranges, bytes };
      ranges = [];
      bytes = 0;
      return told;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  } satisfies RangeServer as RangeServer & { mostUnderWay: number };
  return state;
}
