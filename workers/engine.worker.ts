import * as Comlink from "comlink";
import { holdLifeLock } from "../lib/browser/workerLife.ts";
import type { EngineApi } from "../lib/engine/protocol.ts";
import { browserPlatform } from "./engine/browserPlatform.ts";
import { createEngine } from "./engine/createEngine.ts";

// The page's first message names the lock that tells it whether this worker lives; then it is told "alive".
self.addEventListener("message", function onLock(event: MessageEvent) {
  const lockName: unknown = event.data?.lockName;
  if (typeof lockName !== "string") return;
  self.removeEventListener("message", onLock);
  void holdLifeLock(lockName).then(() => self.postMessage("alive"));
});

const engine = createEngine(browserPlatform);

/** Bytes leave by transfer, not by copy. */
const transferring: Partial<EngineApi> = {
  async page(...args) {
    const answer = await engine.page(...args);
    return answer.ok ? Comlink.transfer(answer, [answer.value.buffer as ArrayBuffer]) : answer;
  },
  async relationPage(...args) {
    const answer = await engine.relationPage(...args);
    return answer.ok ? Comlink.transfer(answer, [answer.value.buffer as ArrayBuffer]) : answer;
  },
  async select(...args) {
    const answer = await engine.select(...args);
    return answer.ok ? Comlink.transfer(answer, [answer.value.ipc.buffer as ArrayBuffer]) : answer;
  },
};

Comlink.expose({ ...engine, ...transferring });
