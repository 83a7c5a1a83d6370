import type { FromOutput, ToOutput } from "../../lib/output/protocol.ts";
import { startFrame } from "./startFrame.ts";

/** The /output/ frame: draws what its page sends over one MessagePort. It has an opaque origin and no network. */
if (self.origin !== "null") {
  // Without the sandbox header this script would run with the app's own origin.
  document.body.textContent = "This page only works inside the app.";
} else {
  let isTaken = false;
  addEventListener("message", (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (isTaken || event.source !== parent || !port) return;
    isTaken = true;
    const answer = (message: FromOutput) => port.postMessage(message);
    const receive = startFrame(document.body, answer);
    port.onmessage = ({ data }: MessageEvent<ToOutput>) => receive(data);
    answer({ type: "ready" });
  });
}
