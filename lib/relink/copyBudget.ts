/** Bytes of copies that one notebook may keep in the browser. */
export const notebookCopyBytes = 64_000_000;
/** Bytes of copies of all notebooks together; of other notebooks, those kept longest ago make room. */
export const allCopiesBytes = 512_000_000;

/** A copy that is kept, or would be. `keptAt` is milliseconds since 1970. */
export interface CopyFacts {
  notebookId: string;
  relation: string;
  copyBytes: number;
  keptAt: number;
}

/** Whether a copy may be kept beside the others, and which of other notebooks' copies have to go for it. */
export function copyBudget(
  others: readonly CopyFacts[],
  wanted: Omit<CopyFacts, "keptAt">,
): { fits: boolean; evict: CopyFacts[] } {
  const rest = others.filter(
    ({ notebookId, relation }) => notebookId !== wanted.notebookId || relation !== wanted.relation,
  );
  const own = rest.filter(({ notebookId }) => notebookId === wanted.notebookId);
  if (bytesOf(own) + wanted.copyBytes > notebookCopyBytes) return { fits: false, evict: [] };
  let over = bytesOf(rest) + wanted.copyBytes - allCopiesBytes;
  const evict: CopyFacts[] = [];
  const foreign = rest.filter(({ notebookId }) => notebookId !== wanted.notebookId);
  for (const copy of foreign.toSorted((a, b) => a.keptAt - b.keptAt)) {
    if (over <= 0) break;
    if (copy.copyBytes === 0) continue;
    evict.push(copy);
    over -= copy.copyBytes;
  }
  return { fits: true, evict };
}

function bytesOf(copies: readonly CopyFacts[]): number {
  return copies.reduce((sum, { copyBytes }) => sum + copyBytes, 0);
}
