import { beginLife } from "../lib/browser/workerLife.ts";
import type { ConversionRequest } from "../lib/formats/convert/conversion.ts";
import { conversions } from "../lib/formats/convert/conversions.ts";

/** Reads or writes one notebook of another format: a large one would hold up the page. */
self.onmessage = async ({ data }: MessageEvent<ConversionRequest>) => {
  const outcome =
    data.type === "read"
      ? await conversions.read(data.format, data.text, data.title)
      : await conversions.write(data.format, data.document, data.assetsText, data.results, data.live);
  self.postMessage({ outcome });
};

// Its end is told by a lock that it holds: whoever waits for the answer would otherwise wait for ever.
const lockName = new URL(location.href).searchParams.get("lock");
if (lockName !== null) void beginLife(lockName);
