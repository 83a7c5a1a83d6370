import type { Outcome } from "../engine/protocol.ts";
import type { ToSandbox } from "../sandbox/protocol.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { type FrameLink, SandboxRuns } from "../sandbox/sandboxRuns.ts";

export interface SandboxFrameOptions {
  /** Where the hidden frame goes; the document's body unless given. */
  parent?: HTMLElement;
}

/** How long a frame may take to load and say that it is ready, on a machine that has much else to do. */
const startTimeoutMs = 30_000;

/**
 * The sandbox as a hidden frame of opaque origin at `url`. It is made with the first run, and made again
 * whenever it had to be thrown away.
 */
export function createSandbox(url: string, options: SandboxFrameOptions = {}): Sandbox {
  return new SandboxRuns({
    open: () => openFrame(url, options.parent ?? document.body),
    now: () => performance.now(),
    every: (ms, call) => {
      const timer = setInterval(call, ms);
      return () => clearInterval(timer);
    },
  });
}

function openFrame(url: string, parent: HTMLElement): Promise<Outcome<FrameLink>> {
  const frame = document.createElement("iframe");
  // Without allow-same-origin: the frame's origin is opaque whatever its server says.
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "Runs TypeScript cells";
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  const { port1, port2 } = new MessageChannel();
  const link: FrameLink = {
    post: (message: ToSandbox, enginePort?: MessagePort) =>
      port1.postMessage(message, enginePort ? [enginePort] : []),
    listen: (receive) => {
      port1.onmessage = (event: MessageEvent<unknown>) => receive(event.data);
    },
    close: () => {
      port1.close();
      frame.remove();
    },
  };
  return new Promise((resolve) => {
    const fail = (message: string, hint: string) => {
      clearTimeout(timer);
      link.close();
      resolve({ ok: false, error: { code: "internal", message, hint } });
    };
    const timer = setTimeout(
      () =>
        fail(
          "The sandbox for TypeScript cells did not start.",
          "Reload the page; if it stays so, look whether /sandbox/ is served.",
        ),
      startTimeoutMs,
    );
    link.listen((data) => {
      const type = typeof data === "object" && data !== null && "type" in data ? data.type : null;
      if (type === "refused") {
        fail(
          "TypeScript cells cannot run here: the server does not send the headers that isolate them.",
          "Serve Eider with the headers it was built with (`eider serve` does).",
        );
      } else if (type === "ready") {
        clearTimeout(timer);
        resolve({ ok: true, value: link });
      }
    });
    frame.addEventListener(
      "load",
      () => frame.contentWindow?.postMessage({ type: "eider-sandbox", version: 1 }, "*", [port2]),
      {
        once: true,
      },
    );
    frame.src = url;
    parent.append(frame);
  });
}
