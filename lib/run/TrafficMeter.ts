import type { S3, Traffic } from "../s3/s3.ts";

/** Counts come late: what is told within this time of an end still belongs to what ended. */
const lateMs = 1500;

/** Measures what a notebook fetched while one thing after the other went on. */
export class TrafficMeter {
  private stop: () => void = () => undefined;

  /** `now` in milliseconds. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Begins a measurement, which ends the one before. `tell` is called whenever more was fetched. Answers what to call
   * at the end of what is measured; counts that are late are still told, until the next measurement begins.
   */
  begin(
    s3: Pick<S3, "traffic" | "onTraffic">,
    notebookId: string,
    tell: (spent: Traffic) => void,
  ): () => void {
    this.stop();
    const before = s3.traffic(notebookId);
    let told = before;
    let endedAt = Number.POSITIVE_INFINITY;
    const look = () => {
      if (this.now() - endedAt > lateMs) return this.stop();
      const { requests, bytes } = s3.traffic(notebookId);
      if (requests === told.requests && bytes === told.bytes) return;
      told = { requests, bytes };
      tell({ requests: requests - before.requests, bytes: bytes - before.bytes });
    };
    this.stop = s3.onTraffic(look);
    return () => {
      look();
      endedAt = this.now();
    };
  }
}
