/** Why a version was kept. */
export type VersionReason = "opened" | "edited" | "deleting" | "restoring" | "replaced" | "leaving";

/** A notebook as it once was; its text is kept apart, once for all versions that have it. */
export interface VersionEntry {
  readonly id: number;
  readonly notebookId: string;
  /** When the notebook was seen so, in milliseconds since 1970. */
  readonly at: number;
  readonly reason: VersionReason;
  /** SHA-256 of the text, by which it is found. */
  readonly hash: string;
  /** Characters of the text. */
  readonly bytes: number;
}

/** What is kept of one notebook. */
export const versionLimits = { count: 200, bytes: 10_000_000 } as const;
