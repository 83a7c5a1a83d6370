import type { FromOutput, ToOutput } from "../output/protocol.ts";

/** One frame element on the page and the line to it. */
export interface FrameLine {
  /** Sends now, or once the frame is ready. */
  send(message: ToOutput): void;
  isReady(): boolean;
  /** Takes the frame off the page, which also ends what runs in it. */
  remove(): void;
}

/** Puts a frame into `container` and opens a line to it: the port goes to this frame's window alone. */
export function openFrameLine(
  container: HTMLElement,
  options: { url: string; title: string; onMessage: (message: FromOutput) => void },
): FrameLine {
  const element = document.createElement("iframe");
  const { port1: port, port2 } = new MessageChannel();
  const unsent: ToOutput[] = [];
  let isReady = false;

  port.onmessage = ({ data }: MessageEvent<FromOutput>) => {
    if (data.type === "ready") {
      isReady = true;
      for (const message of unsent.splice(0)) port.postMessage(message);
    }
    options.onMessage(data);
  };
  // The frame has an opaque origin, which no target but "*" names.
  element.addEventListener("load", () => element.contentWindow?.postMessage("eider-output", "*", [port2]), {
    once: true,
  });
  element.setAttribute("sandbox", "allow-scripts");
  element.title = options.title;
  element.tabIndex = -1;
  element.style.cssText = "display:block;width:100%;height:100%;border:0";
  element.src = options.url;
  container.append(element);
  return {
    send(message) {
      if (isReady) port.postMessage(message);
      else unsent.push(message);
    },
    isReady: () => isReady,
    remove() {
      port.close();
      element.remove();
    },
  };
}
