/**
 * The service worker: the one part of the app that touches the network.
 * It answers same-origin requests under /__net/ and leaves every other request to the browser.
 */

import { netRoot } from "../../lib/remote/netPath.ts";
import { parseGrants } from "../../lib/remote/parseGrants.ts";
import { isLoopbackHost } from "../../lib/remote/privateHosts.ts";
import { answerNet } from "./answerNet.ts";
import { realClock } from "./clock.ts";
import { createGrantBook } from "./grantBook.ts";
import type { Network } from "./network.ts";
import type { ServiceWorkerScope } from "./scope.ts";
import { createStops } from "./stops.ts";
import { createTrafficBook } from "./trafficBook.ts";

declare const self: ServiceWorkerScope;

/** How long a page may take to send its grants again after this worker was put to sleep and woken. */
const askAgainMs = 2000;

const book = createGrantBook();
const stops = createStops();
const regions = new Map<string, string>();
const headerSigned = new Set<string>();
const traffic = createTrafficBook((grantId, { requests, bytes }) => {
  const pageId = book.pageOf(grantId);
  if (pageId !== null)
    void self.clients
      .get(pageId)
      .then((page) => page?.postMessage({ type: "traffic", grantId, requests, bytes }));
});

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
// The claim is not waited for: until this is active every request waits, and in Firefox the claim waits for workers that
// are being made, whose scripts are such requests. Where both met, a first visit never ended.
self.addEventListener("activate", () => void self.clients.claim());

async function askPages(): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  book.keepOnly(new Set(pages.map((page) => page.id)));
  for (const page of pages) page.postMessage({ type: "needGrants" });
}

self.addEventListener("message", (event) => {
  const message: unknown = event.data;
  if (typeof message !== "object" || message === null || !("type" in message)) return;
  // After a hard reload a page has no controller until the active worker claims it again.
  if (message.type === "claim") event.waitUntil(self.clients.claim());
  if (message.type === "tellTraffic" && "grantId" in message)
    event.ports[0]?.postMessage(traffic.now(String(message.grantId)));
  if (message.type === "stop" && "id" in message) stops.stop(message.id);
  if (message.type === "grants" && "grants" in message && event.source && "id" in event.source) {
    const grants = parseGrants(message.grants);
    if (grants) book.set(event.source.id, grants);
    event.ports[0]?.postMessage({ type: grants ? "granted" : "refused" });
  }
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin || !url.pathname.startsWith(netRoot)) return;
  event.respondWith(
    stops.during(event.request, (signal) => {
      const network: Network = {
        fetch: (address, init) => fetch(address, init),
        grant: (grantId) => book.findOrAsk(grantId, () => event.waitUntil(askPages()), askAgainMs),
        servedFromLoopback: isLoopbackHost(self.location.hostname),
        traffic,
        clock: realClock,
        regions,
        headerSigned,
      };
      return answerNet(event.request, network, signal);
    }),
  );
});
