import type { BatchSink } from "../types.ts";

/** A sink that keeps what it gets, as the engine's table would; for tests only. */
export interface CollectingSink extends BatchSink {
  ipcs: Uint8Array[];
  restarts: number;
}

export function collectingSink(): CollectingSink {
  const sink: CollectingSink = {
    ipcs: [],
    restarts: 0,
    append: async (ipc) => {
      sink.ipcs.push(ipc);
    },
    restart: async () => {
      sink.ipcs = [];
      sink.restarts++;
    },
  };
  return sink;
}
