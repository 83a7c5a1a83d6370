import type { Grant } from "../../lib/remote/grants.ts";

/** Grants by the page that sent them. In memory only: a worker that was put to sleep asks the pages again. */
export interface GrantBook {
  /** Replaces what a page holds. */
  set(pageId: string, grants: readonly Grant[]): void;
  /** Forgets pages that are no longer open. */
  keepOnly(pageIds: ReadonlySet<string>): void;
  find(grantId: string): Grant | null;
  /** The page that sent a grant. */
  pageOf(grantId: string): string | null;
  /** The grant, or null once `waitMs` have passed without a page sending it; `ask` is called when it is not known. */
  findOrAsk(grantId: string, ask: () => void, waitMs: number): Promise<Grant | null>;
}

export function createGrantBook(): GrantBook {
  const byPage = new Map<string, readonly Grant[]>();
  const waiting = new Set<() => void>();

  const entryOf = (grantId: string) => {
    for (const [pageId, grants] of byPage) {
      const grant = grants.find((one) => one.grantId === grantId);
      if (grant) return { pageId, grant };
    }
    return null;
  };
  const find = (grantId: string): Grant | null => entryOf(grantId)?.grant ?? null;

  return {
    find,
    pageOf: (grantId) => entryOf(grantId)?.pageId ?? null,
    set(pageId, grants) {
      byPage.set(pageId, grants);
      for (const look of waiting) look();
    },
    keepOnly(pageIds) {
      for (const pageId of byPage.keys()) if (!pageIds.has(pageId)) byPage.delete(pageId);
    },
    findOrAsk(grantId, ask, waitMs) {
      const known = find(grantId);
      if (known) return Promise.resolve(known);
      return new Promise((resolve) => {
        const finish = (grant: Grant | null) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(grant);
        };
        const look = () => {
          const found = find(grantId);
          if (found) finish(found);
        };
        const timer = setTimeout(() => finish(null), waitMs);
        waiting.add(look);
        ask();
      });
    },
  };
}
