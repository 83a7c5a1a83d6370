import type { CellId, NotebookDocument } from "./document.ts";
import { isRelationName, uniqueRelationName } from "./relationName.ts";

const idAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
const idLength = 10;

/** A new identity for a cell, of letters and digits, starting with a letter. */
export function newCellId(): CellId {
  const bytes = crypto.getRandomValues(new Uint8Array(idLength));
  return `c${Array.from(bytes, (byte) => idAlphabet[byte % idAlphabet.length]).join("")}`;
}

/**
 * A name that no cell, source or `alsoTaken` has: `cell_1`, `cell_2` … for the base "cell",
 * else the base itself or the base with the next free number.
 */
export function uniqueCellName(
  document: NotebookDocument,
  base = "cell",
  alsoTaken: Iterable<string> = [],
): string {
  const taken = [...takenNames(document), ...alsoTaken];
  if (base !== "cell") {
    const isFree = !taken.some((name) => name.toLowerCase() === base.toLowerCase());
    // A copy of orders_2 is orders_3, not orders_2_2.
    return isFree ? base : uniqueRelationName(base.replace(/(?<=.)_\d{1,9}$/, ""), [...taken, base]);
  }
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number++) if (!used.has(`cell_${number}`)) return `cell_${number}`;
}

/** Why a cell cannot have this name, as a sentence for its user, or null where it can. */
export function checkCellName(
  document: NotebookDocument,
  id: CellId,
  name: string,
  alsoTaken: Iterable<string> = [],
): string | null {
  if (name === "") return "A cell needs a name, so that other cells can read it.";
  if (/^\p{Nd}/u.test(name)) return `"${name}" begins with a digit; begin with a letter or _.`;
  if (!isRelationName(name)) return `"${name}" cannot be a name; use letters, digits and _ only.`;
  // An object with this key would change its own prototype.
  if (name === "__proto__") return `"${name}" is a name that JavaScript keeps for itself; use another.`;
  const wanted = name.toLowerCase();
  const owner = document.cells.find((cell) => cell.id !== id && cell.name.toLowerCase() === wanted);
  if (owner) return `There is already a cell called "${owner.name}".`;
  const source = [...Object.keys(document.sources), ...alsoTaken].find(
    (other) => other.toLowerCase() === wanted,
  );
  return source !== undefined ? `There is already a source called "${source}".` : null;
}

function takenNames(document: NotebookDocument): string[] {
  return [...document.cells.map((cell) => cell.name), ...Object.keys(document.sources)];
}
