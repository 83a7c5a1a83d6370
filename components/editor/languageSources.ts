import type { KnownRelation } from "../../lib/editor/sql/known.ts";

let relations: () => readonly KnownRelation[] = () => [];
let declarations = "";
const listeners = new Set<() => void>();

/** Where SQL completion finds relations and columns; asked whenever completion opens. */
export function setCompletionSource(source: () => { relations: readonly KnownRelation[] }): void {
  relations = () => source().relations;
}

/** The relations that completion may offer now. */
export function knownRelations(): readonly KnownRelation[] {
  return relations();
}

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
