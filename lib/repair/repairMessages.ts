import type { Cluster, ClusterMethod } from "../cluster/clusterMethod.ts";
import type { Column } from "../engine/protocol.ts";
import type { FoundProposals } from "../propose/findProposals.ts";

/** What the thread that looks for look-alikes and repairs is asked: one question a thread, which is ended to stop it. */
export type RepairQuestion =
  /** Distinct values and their rows as Arrow IPC with the columns `v` and `n`. */
  | { task: "clusters"; ipc: Uint8Array; method: ClusterMethod }
  /** `from` is what stands behind FROM. */
  | { task: "proposals"; from: string; columns: readonly Column[] };

export type ToRepairThread =
  | RepairQuestion
  /** Rows of what it asked, as Arrow IPC, or why there are none. */
  | { task: "rows"; number: number; ipc: Uint8Array }
  | { task: "failed"; number: number; message: string };

export type FromRepairThread =
  | { tell: "progress"; fraction: number; about: string }
  /** A SELECT to be asked of the engine, which the thread cannot reach. */
  | { tell: "ask"; number: number; sql: string; maxRows: number }
  | { tell: "clusters"; clusters: Cluster[]; total: number }
  | { tell: "proposals"; found: FoundProposals }
  | { tell: "failed"; message: string };

/** More clusters than this are not shown; the largest are. */
export const mostClusters = 2000;
