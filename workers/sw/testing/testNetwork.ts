import type { Grant } from "../../../lib/remote/grants.ts";
import type { Traffic } from "../../../lib/s3/s3.ts";
import type { Network } from "../network.ts";
import { createTrafficBook } from "../trafficBook.ts";

/** A network for tests: one grant, waits that are noted and not waited for, and traffic that is told at once. */
export function testNetwork(grant: Grant, given: Partial<Network> = {}) {
  const waitedMs: number[] = [];
  const told: Traffic[] = [];
  const network: Network = {
    fetch: (url, init) => fetch(url, init),
    grant: async (id) => (id === grant.grantId ? grant : null),
    servedFromLoopback: true,
    traffic: createTrafficBook(
      (_, traffic) => told.push(traffic),
      (call) => call(),
    ),
    clock: {
      now: () => Date.now(),
      random: () => 0.5,
      async wait(ms, signal) {
        signal.throwIfAborted();
        waitedMs.push(ms);
      },
    },
    regions: new Map(),
    headerSigned: new Set(),
    ...given,
  };
  return { network, waitedMs, told };
}
