import type { AppStore } from "../../lib/store/appStore.ts";
import type { AppState } from "../../lib/store/state.ts";
import { setTypeDeclarations } from "./languageSources.ts";

/** Keeps TypeScript editors' knowledge of relations, columns and types up to date with the notebook; answers how to end it. */
export function teachEditors(store: AppStore): () => void {
  let known: { sources: AppState["sources"]; relations: AppState["relations"] } | null = null;
  const teach = (state: AppState) => {
    if (known?.sources === state.sources && known.relations === state.relations) return;
    known = state;
    if (!state.document.cells.some((cell) => cell.kind === "ts")) return;
    // Fetched with the first TypeScript cell: the declarations are as long as a small book.
    void import("../../lib/typescript/relationTypes.ts").then(({ relationDeclarations }) => {
      if (known === state) setTypeDeclarations(relationDeclarations(relationsOf(state)));
    });
  };
  teach(store.getState());
  return store.subscribe(teach);
}

function relationsOf({ sources, relations }: AppState) {
  return [...sources.map(({ relation, columns }) => ({ name: relation, columns })), ...relations];
}
