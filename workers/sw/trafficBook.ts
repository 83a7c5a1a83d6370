import type { Grant } from "../../lib/remote/grants.ts";
import type { Traffic } from "../../lib/s3/s3.ts";

/** Counts what goes through one grant. */
export interface Tally {
  /** A request was sent. */
  asked(): void;
  took(bytes: number): void;
  /** Bytes that may still be read. */
  left(): number;
}

const tellEveryMs = 250;

/** Counts by grant; `tell` is called a few times a second at most, and always after the last change. */
export function createTrafficBook(
  tell: (grantId: string, traffic: Traffic) => void,
  later: (call: () => void, ms: number) => void = setTimeout,
) {
  const byGrant = new Map<string, { requests: number; bytes: number; isWaiting: boolean }>();

  return {
    /** What went through a grant by now; null of one that nothing went through. */
    now(grantId: string): Traffic | null {
      const count = byGrant.get(grantId);
      return count ? { requests: count.requests, bytes: count.bytes } : null;
    },
    /** The tally of a grant, which goes on from what its page knows of an earlier life of this worker. */
    of({ grantId, totalBytes = Number.POSITIVE_INFINITY, spent }: Grant): Tally {
      const known = byGrant.get(grantId);
      const count = known ?? { requests: spent?.requests ?? 0, bytes: spent?.bytes ?? 0, isWaiting: false };
      byGrant.set(grantId, count);
      const changed = () => {
        if (count.isWaiting) return;
        count.isWaiting = true;
        later(() => {
          count.isWaiting = false;
          tell(grantId, { requests: count.requests, bytes: count.bytes });
        }, tellEveryMs);
      };
      return {
        asked() {
          count.requests += 1;
          changed();
        },
        took(bytes) {
          count.bytes += bytes;
          changed();
        },
        left: () => totalBytes - count.bytes,
      };
    },
  };
}

export type TrafficBook = ReturnType<typeof createTrafficBook>;
