import type { Cell } from "../../lib/notebook/document.ts";
import type { AppStore } from "../../lib/store/appStore.ts";
import type { AppState } from "../../lib/store/state.ts";
import { setCompletionSource, setTypeDeclarations } from "./languageSources.ts";

/** Keeps the editors' knowledge of relations, columns, inputs and types up to date with the notebook; answers how to end it. */
export function teachEditors(store: AppStore): () => void {
  setCompletionSource(() => ({ relations: relationsOf(store.getState()) }));
  let known: Pick<AppState, "sources" | "relations"> | null = null;
  let inputs: readonly Cell[] = [];
  const teach = (state: AppState) => {
    const current = inputCells(state, inputs);
    if (known?.sources === state.sources && known.relations === state.relations && inputs === current) return;
    known = state;
    inputs = current;
    if (!state.document.cells.some((cell) => cell.kind === "ts")) return;
    void declarationsOf(state, inputs).then((declarations) => {
      if (known === state) setTypeDeclarations(declarations);
    });
  };
  teach(store.getState());
  return store.subscribe(teach);
}

/** Fetched with the first TypeScript cell, and the first input beside one: the declarations are as long as a small book. */
async function declarationsOf(state: AppState, inputs: readonly Cell[]): Promise<string> {
  const relations = relationsOf(state);
  const { relationDeclarations } = await import("../../lib/typescript/relationTypes.ts");
  const declared = relationDeclarations(relations);
  if (inputs.length === 0) return declared;
  const { paramDeclarations } = await import("../../lib/params/paramDeclarations.ts");
  return declared + paramDeclarations(inputs, relations);
}

let last: { cells: readonly Cell[]; inputs: readonly Cell[] } = { cells: [], inputs: [] };

/** The input cells: the same list as before until one of them changes. */
function inputCells({ document }: AppState, before: readonly Cell[]): readonly Cell[] {
  if (last.cells === document.cells) return last.inputs;
  const found = document.cells.filter((cell) => cell.kind === "input");
  const isSame = found.length === before.length && found.every((cell, at) => cell === before[at]);
  last = { cells: document.cells, inputs: isSame ? before : found };
  return last.inputs;
}

function relationsOf({ sources, relations }: AppState) {
  return [...sources.map(({ relation, columns }) => ({ name: relation, columns })), ...relations];
}
