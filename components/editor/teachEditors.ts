import type { TypeScopes } from "../../lib/editor/typeScope.ts";
import type { AppStore } from "../../lib/store/appStore.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import { cellById } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";
import {
  isTypeScopeWanted,
  setCellsOfEditors,
  setOnTypeScopeWanted,
  setTypeScope,
} from "./languageSources.ts";

/** How long what editors know may be behind: each change has the compiler look at the open cells again. */
const delayMs = 300;

/** Keeps TypeScript editors' knowledge of relations, columns and types up to date with the notebook; answers how to end it. */
export function teachEditors(store: AppStore, commands: Pick<AppCommands, "select">): () => void {
  setCellsOfEditors({
    cell: (id) => cellById(store.getState(), id) ?? null,
    goTo: (id) => commands.select(id, "edit"),
  });
  let taught: AppState | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let scopes: TypeScopes | null = null;
  const teach = async () => {
    timer = undefined;
    // Fetched with the first TypeScript cell: the declarations are as long as a small book.
    const { loadTypeScopes } = await import("./loadTypeScopes.ts");
    const made: TypeScopes = scopes ?? (await loadTypeScopes());
    scopes = made;
    taught = store.getState();
    setTypeScope(made.of(taught));
  };
  const look = (state: AppState) => {
    if (timer !== undefined || !isTypeScopeWanted() || (taught && sameScope(taught, state))) return;
    if (!state.document.cells.some((cell) => cell.kind === "ts")) return;
    // Where the tools cannot be fetched now, the next change asks for them again.
    timer = setTimeout(() => void teach().catch(() => null), taught ? delayMs : 0);
  };
  setOnTypeScopeWanted(() => look(store.getState()));
  look(store.getState());
  const stop = store.subscribe(look);
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function sameScope(a: AppState, b: AppState): boolean {
  return (
    a.sources === b.sources &&
    a.relations === b.relations &&
    a.document === b.document &&
    // Only what has run says more than the text, not what is running.
    (a.cells === b.cells || b.busy)
  );
}
