let declarations = "";
const listeners = new Set<() => void>();

/** The `.d.ts` text that every TypeScript cell sees: relations with their row types, values of other cells, `sql`, `display`. */
export function setTypeDeclarations(dts: string): void {
  if (dts === declarations) return;
  declarations = dts;
  for (const listener of listeners) listener();
}

/** The declarations last set. */
export function typeDeclarations(): string {
  return declarations;
}

/** Calls back after each new setTypeDeclarations; answers how to stop. */
export function onTypeDeclarations(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
