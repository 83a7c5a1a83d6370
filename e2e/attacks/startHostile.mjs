import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { refuseTunnels } from "../refuseTunnels.mjs";

/**
 * A hostile server of this machine that writes down every contact: HTTP requests, WebSocket upgrades, bare TCP
 * connections, and UDP packets (STUN of WebRTC, QUIC of WebTransport). It answers everything and lets every site read
 * the answer, so that only the app's own walls can keep a contact away.
 * @typedef {object} Hostile
 * @property {string} url Its origin, e.g. "http://127.0.0.1:40123".
 * @property {string} tcp "127.0.0.1:PORT", where even a connection that asks for nothing is written down.
 * @property {string} udp "127.0.0.1:PORT" for packets.
 * @property {string[]} contacts One line each, oldest first, e.g. "GET /stolen".
 * @property {(path: string, html: string) => string} serve Puts a page of its own at a path, and answers its address; visits to it are no contacts.
 * @property {() => Promise<void>} close
 */

const openToAll = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "*",
  "Access-Control-Allow-Methods": "*",
  "Access-Control-Allow-Private-Network": "true",
  "Timing-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Service-Worker-Allowed": "/",
};

/** What each kind of address gets, so that whatever asked could go on with it. */
const bodies = {
  js: ["text/javascript", "globalThis.hostileCodeRan = true;"],
  csv: ["text/csv", "a,b\n1,2\n"],
  json: ["application/json", '[{"a":1}]'],
  svg: ["image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  css: ["text/css", "body { background: url(/from-css) }"],
};

const listening = (server, bind) => new Promise((done) => bind(server, done));

/** @returns {Promise<Hostile>} */
export async function startHostile() {
  const contacts = [];
  const pages = new Map();
  const http = createServer((request, response) => {
    const path = (request.url ?? "/").replace(/\?.*$/s, "");
    const page = pages.get(path);
    if (page !== undefined) {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(page);
      return;
    }
    contacts.push(`${request.method} ${request.url}`);
    if (path.startsWith("/redirect")) {
      response.writeHead(302, { ...openToAll, Location: "/landed" }).end();
      return;
    }
    const [type, body] = bodies[path.split(".").at(-1)] ?? bodies.csv;
    response.writeHead(200, { ...openToAll, "Content-Type": type }).end(body);
  });
  refuseTunnels(http, (asked) => contacts.push(asked));
  const sockets = new Set();
  const tcp = createTcpServer((socket) => {
    contacts.push("TCP connection");
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  const udp = createSocket("udp4");
  udp.on("message", (packet) => contacts.push(`UDP packet of ${packet.length} bytes`));

  await listening(http, (server, done) => server.listen(0, "127.0.0.1", done));
  await listening(tcp, (server, done) => server.listen(0, "127.0.0.1", done));
  await listening(udp, (socket, done) => socket.bind(0, "127.0.0.1", done));
  const at = (server) => `127.0.0.1:${server.address().port}`;
  const url = `http://${at(http)}`;
  return {
    url,
    tcp: at(tcp),
    udp: at(udp),
    contacts,
    serve(path, html) {
      // Without an icon of its own, a browser asks for one on its own account.
      pages.set(path, `<!doctype html><link rel="icon" href="data:,">${html}`);
      return url + path;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      http.closeAllConnections();
      await Promise.all([http, tcp, udp].map((server) => new Promise((done) => server.close(done))));
    },
  };
}
