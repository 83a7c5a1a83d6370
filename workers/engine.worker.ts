import type { EngineGreeting } from "../lib/browser/engineWorker.ts";
import { beginLife } from "../lib/browser/workerLife.ts";
import { startDuckWorker } from "./engine/duckWorker.ts";

/** Messages that came before the engine listened. */
const early: MessageEvent[] = [];

/**
 * The page's first message names the lock that tells it whether this worker lives, and where the app's files lie.
 * DuckDB's worker is started with it, and reads its script while the rest of the engine is fetched.
 */
self.addEventListener("message", function onFirst(event: MessageEvent) {
  const { lockName, baseUrl, duck = null }: Partial<EngineGreeting> = event.data ?? {};
  if (typeof lockName !== "string" || typeof baseUrl !== "string") {
    early.push(event);
    return;
  }
  void beginLife(lockName);
  const duckWorker = startDuckWorker(baseUrl, duck, (compiled) => self.postMessage(compiled));
  void import("./engine/serveEngine.ts").then(({ serveEngine }) => {
    self.removeEventListener("message", onFirst);
    serveEngine(duckWorker, baseUrl);
    for (const { data, ports } of early)
      self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
  });
});
