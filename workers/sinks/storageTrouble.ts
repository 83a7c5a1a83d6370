import { IngestError } from "../../lib/ingest/types.ts";

/** Runs `work` on a file; storage's errors become words that say what to do. */
export async function storageTrouble<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const told = thrown instanceof DOMException ? troubles[thrown.name] : undefined;
    if (told === undefined) throw thrown;
    throw new IngestError(`${name} was not written: ${told}`);
  }
}

const troubles: Record<string, string> = {
  QuotaExceededError: "the disk or the browser's share of it is full. Free some space and export again.",
  NotAllowedError: "the browser may no longer write there. Choose the place again and allow it.",
  NotFoundError: "the file or its folder went away meanwhile. Choose the place again.",
  NoModificationAllowedError: "another program or tab has it open. Close it there and export again.",
  InvalidStateError: "it was changed by another program meanwhile. Export again.",
  SecurityError: "the browser does not let pages write there. Choose another folder.",
};
