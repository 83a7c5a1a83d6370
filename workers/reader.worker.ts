import { beginLife } from "../lib/browser/workerLife.ts";
import { answerOn } from "./reader/answerOn.ts";
import type { OpenMessage } from "./reader/messages.ts";
import { openFile } from "./reader/openFile.ts";

/** Reads files for the engine, which is busy with the piece before; each message opens one. */
self.onmessage = ({ data }: MessageEvent<OpenMessage>) => {
  const { file, port, ...how } = data;
  answerOn(port, openFile(file, how));
};

// Its end is told by a lock that it holds: whoever waits for a piece would otherwise wait for ever.
const lockName = new URL(location.href).searchParams.get("lock");
if (lockName !== null) void beginLife(lockName);
