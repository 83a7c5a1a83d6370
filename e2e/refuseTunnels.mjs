/**
 * Answers every CONNECT and every upgrade with 403, and tells what was asked for. A browser that goes away resets the
 * connection; nobody else listens on a socket that left the HTTP server, and an error there would end the process.
 * @param {import("node:http").Server} server
 * @param {(asked: string) => void} tell e.g. "CONNECT example.org:443".
 */
export function refuseTunnels(server, tell) {
  for (const event of ["connect", "upgrade"]) {
    server.on(event, (request, socket) => {
      tell(`${event.toUpperCase()} ${request.url}`);
      socket.on("error", () => socket.destroy());
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
  }
}
