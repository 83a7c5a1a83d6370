import type { ExportTarget } from "../../../lib/engine/protocol.ts";
import { IngestError } from "../../../lib/ingest/types.ts";
import type { OutStore } from "../../../lib/writeOut/outStore.ts";
import { openSink, removePrivate } from "../../sinks/openSink.ts";
import { checkFile } from "./checkFile.ts";

/** One picked file, or one in the browser's own keeping: the target of a single file, whatever its path in the plan. */
export function fileStore(target: ExportTarget): OutStore {
  let isTaken = false;
  let file: File | null = null;
  const written = async () => file ?? (target.kind === "handle" ? target.handle.getFile() : null);
  return {
    async open(path) {
      if (isTaken)
        throw new IngestError(
          `There is more than one file to write (${path}). Choose a folder, a zip or a bucket.`,
        );
      isTaken = true;
      const sink = await openSink(target);
      return {
        write: sink.write,
        async close() {
          file = await sink.close();
        },
        abort: sink.abort,
      };
    },
    async check(expected, onBytes) {
      const found = await written();
      if (found) await checkFile(found, expected, onBytes);
    },
    finish: async () => file,
    async undo() {
      if (!isTaken) return "";
      if (target.kind === "opfs") await removePrivate(target.fileName);
      // What a picked file held before is gone once it is replaced; until then nothing has changed.
      return "";
    },
  };
}
