import { answerOn } from "./reader/answerOn.ts";
import type { OpenMessage } from "./reader/messages.ts";
import { openFile } from "./reader/openFile.ts";

/** Reads files for the engine, which is busy with the piece before; each message opens one. */
self.onmessage = ({ data }: MessageEvent<OpenMessage>) => {
  const { file, port, ...how } = data;
  answerOn(port, openFile(file, how));
};

self.postMessage("ready");
