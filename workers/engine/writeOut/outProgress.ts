import type { OutProgress } from "../../../lib/writeOut/plan.ts";

/** How often the page hears of progress. */
const everyMs = 250;

export interface ProgressTold {
  /** A file begins. */
  file(): void;
  /** Rows of the file under way so far. */
  rows(done: number): void;
  /** All rows are written; so many bytes are read back now. */
  check(totalBytes: number): void;
  read(bytes: number): void;
}

/** Counts over all files, and tells of it a few times a second. */
export function outProgress(onProgress: (progress: OutProgress) => void, rowsTotal: number): ProgressTold {
  let phase: OutProgress["phase"] = "writing";
  let [total, files, before, now] = [rowsTotal, 0, 0, 0];
  let toldAt = performance.now();
  const tell = () => {
    if (performance.now() - toldAt < everyMs) return;
    toldAt = performance.now();
    onProgress({ phase, done: before + now, total, files });
  };
  return {
    file() {
      before += now;
      now = 0;
      files++;
      tell();
    },
    rows(done) {
      now = done;
      tell();
    },
    check(totalBytes) {
      [phase, total, before, now] = ["checking", totalBytes, 0, 0];
      tell();
    },
    read(bytes) {
      now += bytes;
      tell();
    },
  };
}
