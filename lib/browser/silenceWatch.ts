/** Watches one partner that may hang. It only looks while there is something to wait for. */
export interface SilenceWatch {
  /** Something was asked of the partner. */
  work(): void;
  /** Nothing more is asked. */
  rest(): void;
  /** The partner said something. */
  heard(): void;
  stop(): void;
}

interface SilenceWatchOptions {
  ping(): void;
  isReady(): boolean;
  silenceMs: number;
  loadMs: number;
  onSilent(stage: "loading" | "working"): void;
  /** For tests. */
  clock?: { now(): number; every(call: () => void, ms: number): () => void };
}

const tickMs = 500;

const browserClock = {
  now: () => performance.now(),
  every: (call: () => void, ms: number) => {
    const timer = setInterval(call, ms);
    return () => clearInterval(timer);
  },
};

/**
 * Pings while work is open, and reports a partner that leaves a ping unanswered for `silenceMs`, or that is not ready
 * after `loadMs`. Time in which this page itself did not run (sleep, a throttled tab) does not count.
 */
export function watchSilence(options: SilenceWatchOptions): SilenceWatch {
  const { ping, isReady, silenceMs, loadMs, onSilent, clock = browserClock } = options;
  let stopTicking: (() => void) | null = null;
  let waitedMs = 0;
  let isPinged = false;
  let lastTickAt = 0;

  const tick = () => {
    const now = clock.now();
    // A late tick means that this page was held up: its partner's answer may be waiting unread.
    const elapsed = Math.min(now - lastTickAt, 2 * tickMs);
    lastTickAt = now;
    if (!isReady()) {
      waitedMs += elapsed;
      if (waitedMs >= loadMs) onSilent("loading");
      return;
    }
    if (!isPinged) {
      isPinged = true;
      waitedMs = 0;
      ping();
      return;
    }
    waitedMs += elapsed;
    if (waitedMs >= silenceMs) onSilent("working");
  };
  const rest = () => {
    stopTicking?.();
    stopTicking = null;
  };
  return {
    work() {
      if (stopTicking) return;
      waitedMs = 0;
      isPinged = false;
      lastTickAt = clock.now();
      stopTicking = clock.every(tick, tickMs);
    },
    rest,
    heard() {
      isPinged = false;
      waitedMs = 0;
    },
    stop: rest,
  };
}
