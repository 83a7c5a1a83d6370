import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { mediaType } from "../bin/build/mediaType.mjs";

/** A host that serves a folder as GitHub Pages does: every file with its type, and none of the headers it was built with. */
export async function startBareHost(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const file = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    // What a browser asks for is resolved already, so that it cannot climb out of the folder.
    readFile(join(folder, decodeURIComponent(file))).then(
      (bytes) => response.writeHead(200, { "Content-Type": mediaType(file) }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
