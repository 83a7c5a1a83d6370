import type { FromSandbox, RunMessage, SandboxGreeting, ToSandbox } from "../../lib/sandbox/protocol.ts";
import { CellWorkers } from "./cellWorkers.ts";

/** The cell worker's script in base64, put here by the build: a data: URL is the one kind of worker that has no network in any browser. */
declare const CELL_WORKER_BASE64: string;

/** `run` comes with the engine's port, which is no part of the message itself. */
type Received = MessageEvent<ToSandbox>;

function isGreeting(data: unknown): data is SandboxGreeting {
  return typeof data === "object" && data !== null && "type" in data && data.type === "eider-sandbox";
}

window.addEventListener("message", function onGreeting(event: MessageEvent<unknown>) {
  const port = event.ports[0];
  // Only the page that holds this frame, and only once.
  if (event.source !== window.parent || window.parent === window || !port || !isGreeting(event.data)) return;
  window.removeEventListener("message", onGreeting);
  const send = (message: FromSandbox) => port.postMessage(message);
  void isIsolated().then((isolated) => {
    if (isolated) serve(port, send);
    else send({ type: "refused", message: "The server does not send the headers that isolate code." });
  });
});

/** The origin alone says nothing: the page's own attribute makes it opaque, with or without this frame's policy. */
async function isIsolated(): Promise<boolean> {
  if (self.origin !== "null") return false;
  // Nothing leaves for a data: URL, yet a policy without connections refuses even that.
  return fetch("data:text/plain,").then(
    () => false,
    () => true,
  );
}

function serve(port: MessagePort, send: (message: FromSandbox) => void): void {
  const url = `data:text/javascript;charset=utf-8;base64,${CELL_WORKER_BASE64}`;
  const workers = new CellWorkers(
    () => new Worker(url),
    (runId, report) => send({ type: "report", runId, report }),
  );
  port.onmessage = ({ data, ports }: Received) => {
    switch (data.type) {
      case "run":
        start(workers, data.runId, data.run, ports[0]);
        break;
      case "stop":
        workers.stop(data.runId);
        break;
      case "ping":
        send({ type: "pong", id: data.id });
        break;
    }
  };
  send({ type: "ready" });
}

function start(
  workers: CellWorkers,
  runId: number,
  run: RunMessage,
  enginePort: MessagePort | undefined,
): void {
  if (enginePort) workers.run(runId, run, enginePort);
}
