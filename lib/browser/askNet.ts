import { stopHeader } from "../remote/stopHeader.ts";

/**
 * Fetches something under /__net/, and tells the service worker where it is given up. What writes then still waits for
 * the worker's word: only so is it known that nothing is written any more.
 */
export async function askNet(path: string, init: RequestInit = {}): Promise<Response> {
  const { signal, ...rest } = init;
  if (!signal) return fetch(path, init);
  signal.throwIfAborted();
  const id = crypto.randomUUID();
  const headers = new Headers(init.headers);
  headers.set(stopHeader, id);
  const onAbort = () => navigator.serviceWorker.controller?.postMessage({ type: "stop", id });
  signal.addEventListener("abort", onAbort, { once: true });
  const isRead = ["GET", "HEAD"].includes(init.method ?? "GET");
  try {
    return await fetch(path, { ...rest, headers, ...(isRead ? { signal } : {}) });
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
