import type { Grant } from "../../lib/remote/grants.ts";
import type { Clock } from "./clock.ts";
import type { TrafficBook } from "./trafficBook.ts";

/** What the service worker has of the world outside. */
export interface Network {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** The grant of this id, asked of the pages where this worker has just started and knows none. */
  grant(grantId: string): Promise<Grant | null>;
  servedFromLoopback: boolean;
  traffic: TrafficBook;
  clock: Clock;
  /** Regions that stores named for buckets that were asked for in another, by the connection's id. */
  regions: Map<string, string>;
  /** Connections, by their id, whose store takes signatures in headers alone. */
  headerSigned: Set<string>;
}
