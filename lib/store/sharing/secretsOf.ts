import { findSecrets } from "../../share/findSecrets.ts";
import { cellLabel } from "../selectors.ts";
import type { AppState } from "../state.ts";
import { secretsIn } from "./sharedParams.ts";

/** Something that looks like a secret, and where in the notebook it stands: "cell totals", "text 1", "the notebook's header". */
export interface NamedSecret {
  readonly kind: string;
  readonly where: string;
}

/** What looks like a secret in a notebook, each kind once a place, in the notebook's order. */
export function secretsOf(state: AppState, text: string): NamedSecret[] {
  const { document } = state;
  const places = document.cells.map((cell) => ({
    where: cell.name === "" ? cellLabel(state, cell.id) : `cell ${cell.name}`,
    found: [
      ...findSecrets([cell.source, ...Object.values(cell.options)].join("\n")),
      ...secretsIn(cell.given),
    ],
  }));
  const inCells = places.flatMap(({ where, found }) => named(where, found));
  const header = named("the notebook's header", findSecrets(document.frontMatter));
  const secrets = [...header, ...inCells];
  // What stands between cells, or was written since the header was read.
  return secrets.length > 0 ? secrets : named("the notebook's text", findSecrets(text));
}

function named(where: string, found: readonly { kind: string }[]): NamedSecret[] {
  return [...new Set(found.map(({ kind }) => kind))].map((kind) => ({ kind, where }));
}
