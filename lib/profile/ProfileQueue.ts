/** Who has something to find out, one short step at a time. */
export interface Profiled {
  /** Does the next step; answers whether there was one. */
  step(): Promise<boolean>;
}

/** Whether cells are running now, and a call for whenever that may have changed; answers how to stop listening. */
export interface Business {
  isBusy(): boolean;
  onChange(call: () => void): () => void;
}

/**
 * Lets profiles ask the engine one after the other: a step only begins while no cell is queued or running, and the page
 * gets a turn between two. Whoever asked last goes first, since that is what somebody looks at.
 */
export class ProfileQueue {
  private waiting: Profiled[] = [];
  private isWorking = false;

  constructor(private readonly business: Business) {}

  ask(profiled: Profiled): void {
    this.waiting = [profiled, ...this.waiting.filter((other) => other !== profiled)];
    if (!this.isWorking) void this.work();
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    for (;;) {
      await this.untilFree();
      const [next] = this.waiting;
      if (!next) break;
      const hasWorked = await next.step();
      if (!hasWorked) this.waiting = this.waiting.filter((other) => other !== next);
    }
    this.isWorking = false;
  }

  /** After the next turn of the page, once no cell is queued or running. */
  private untilFree(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(() => {
        if (!this.business.isBusy()) return resolve();
        const stop = this.business.onChange(() => {
          if (this.business.isBusy()) return;
          stop();
          resolve(this.untilFree());
        });
      });
    });
  }
}
