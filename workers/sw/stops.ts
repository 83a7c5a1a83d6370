import { stopHeader } from "../../lib/remote/stopHeader.ts";

/** Requests that are not answered yet, by the names under which their page may stop them. */
export function createStops() {
  const waiting = new Map<string, AbortController>();
  return {
    /** Does something for a request under a signal that is also aborted by name. */
    async during<T>(request: Request, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const id = request.headers.get(stopHeader) ?? "";
      if (!/^[\w-]{16,64}$/.test(id)) return work(request.signal);
      const own = new AbortController();
      waiting.set(id, own);
      try {
        return await work(AbortSignal.any([request.signal, own.signal]));
      } finally {
        // From here on the body is the page's, which ends it by not reading on.
        waiting.delete(id);
      }
    },
    stop(id: unknown): void {
      if (typeof id === "string") waiting.get(id)?.abort();
    },
  };
}
