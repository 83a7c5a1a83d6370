/** Calls back once when the page is at rest; answers how to call it off. */
export function whenIdle(call: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(call, 2000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(call, { timeout: 5000 });
  return () => cancelIdleCallback(handle);
}
