import type { AppState } from "../store/state.ts";
import type { ExecutionContext } from "./executor.ts";

/** The relations that exist now, whatever made them. */
export function relationLookup({
  sources,
  relations,
}: Pick<AppState, "sources" | "relations">): Pick<ExecutionContext, "relation" | "relationNames"> {
  const known = [...sources.map(({ relation, columns }) => ({ name: relation, columns })), ...relations];
  return {
    relation: (name) => known.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null,
    relationNames: () => known.map((relation) => relation.name),
  };
}
