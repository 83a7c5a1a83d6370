import type { S3, Traffic } from "../s3/s3.ts";

/** Measures what a notebook fetched while one thing after the other went on. */
export class TrafficMeter {
  private stop: () => void = () => undefined;

  /**
   * Begins a measurement, which ends the one before. `tell` is called whenever more was fetched. Answers what to call
   * at the end of what is measured; it settles once all is told.
   */
  async begin(
    s3: Pick<S3, "traffic" | "settleTraffic" | "onTraffic">,
    notebookId: string,
    tell: (spent: Traffic) => void,
  ): Promise<() => Promise<void>> {
    this.stop();
    // Counts come a few times a second: what was fetched before must not be told as fetched now.
    await s3.settleTraffic(notebookId);
    const before = s3.traffic(notebookId);
    let told = before;
    const stop = s3.onTraffic(() => {
      const { requests, bytes } = s3.traffic(notebookId);
      if (requests === told.requests && bytes === told.bytes) return;
      told = { requests, bytes };
      tell({ requests: requests - before.requests, bytes: bytes - before.bytes });
    });
    this.stop = stop;
    return async () => {
      await s3.settleTraffic(notebookId);
      stop();
    };
  }
}
