import type { ExportTarget } from "../../../lib/engine/protocol.ts";
import type { OutStore } from "../../../lib/writeOut/outStore.ts";
import { Sha256 } from "../../../lib/writeOut/sha256.ts";
import { ZipWriter } from "../../../lib/writeOut/zipWriter.ts";
import { type ByteSink, openSink, removePrivate } from "../../sinks/openSink.ts";
import { checkFile } from "./checkFile.ts";

/** Formats that are compressed in themselves. */
const packed = /\.(parquet|xlsx)$/;

/**
 * All files in one zip archive, streamed. With `isChecked`, the archive is read back as a whole once it is there: each
 * file's own hash was taken of the very bytes that went into it.
 */
export function zipStore(target: ExportTarget, isChecked: boolean): OutStore {
  let sink: ByteSink | null = null;
  let isOver = false;
  let bytes = 0;
  const hash = new Sha256();
  const zip = new ZipWriter(async (chunk) => {
    sink ??= await openSink(target);
    bytes += chunk.byteLength;
    if (isChecked) hash.update(chunk);
    await sink.write(chunk);
  }, Date.now());
  return {
    async open(path) {
      const file = await zip.add(path, packed.test(path));
      return {
        write: file.write,
        close: file.end,
        // There is no way back inside an archive: `undo` drops all of it.
        abort: async () => undefined,
      };
    },
    check: async () => undefined,
    async finish() {
      await zip.end();
      const file = (await sink?.close()) ?? null;
      isOver = true;
      const found = file ?? (target.kind === "handle" ? await target.handle.getFile() : null);
      const name = target.kind === "handle" ? target.handle.name : "The archive";
      if (isChecked && found)
        await checkFile(found, { file: name, bytes, sha256: hash.hex() }, () => undefined);
      return file;
    },
    async undo() {
      if (!isOver) await sink?.abort();
      else if (target.kind === "opfs") await removePrivate(target.fileName);
      return "";
    },
  };
}
