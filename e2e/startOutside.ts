import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { refuseTunnels } from "./refuseTunnels.mjs";

/** A server outside the app, on another origin of this machine, that records every request it gets. */
export interface Outside {
  /** Its origin, e.g. "http://127.0.0.1:40123". */
  url: string;
  /** "GET /path", oldest first. For CONNECT, the host that was asked for. */
  hits: string[];
  close(): Promise<void>;
}

/** Answers every request with `body`, open to all origins, so that only the app's own walls can stop a request. */
export async function startOutside(body: string | Buffer = "a,b\n1,2\n"): Promise<Outside> {
  const hits: string[] = [];
  const bytes = Buffer.from(body);
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    const headers = {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "*",
      "Access-Control-Expose-Headers": "*",
      "Accept-Ranges": "bytes",
      "Content-Type": request.url === "/" ? "text/html" : "text/csv",
      "Set-Cookie": "seen=1",
      "X-Secret": "1",
    };
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    if (request.url?.startsWith("/redirect")) {
      response.writeHead(302, { ...headers, Location: "/landed" }).end();
    } else if (range) {
      const start = Number(range[1]);
      const end = range[2] ? Math.min(Number(range[2]), bytes.length - 1) : bytes.length - 1;
      response
        .writeHead(206, { ...headers, "Content-Range": `bytes ${start}-${end}/${bytes.length}` })
        .end(bytes.subarray(start, end + 1));
    } else {
      response.writeHead(200, { ...headers, "Content-Length": bytes.length }).end(bytes);
    }
  });
  refuseTunnels(server, (asked) => hits.push(asked));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hits,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
