import type { EngineError } from "../engine/protocol.ts";
import type { CellId } from "../notebook/document.ts";
import type { CellFacts } from "./cellFacts.ts";
import { closestName } from "./closestName.ts";
import { cycles } from "./cycles.ts";
import { listed, quoted } from "./listed.ts";

export interface ProblemInput {
  cells: readonly CellFacts[];
  /** By cell: the cells it reads. */
  needs: readonly (readonly number[])[];
  /** By cell: names it reads that nothing has, as written. */
  unknown: readonly (readonly string[])[];
  /** By name in lower case: the cells that define it. */
  definers: ReadonlyMap<string, readonly number[]>;
  /** By name in lower case: the source's name. */
  sources: ReadonlyMap<string, string>;
}

// Looking for near names compares with every name there is, so a page full of mistakes gets hints for the first ones.
const maxSuggestions = 40;
const maxCycleShown = 12;

/** What is wrong with each cell by itself: a name defined twice, then unknown names, then a cycle. */
export function findProblems(input: ProblemInput): Map<CellId, EngineError> {
  const problems = new Map<CellId, EngineError>();
  const add = (index: number, error: EngineError) => {
    const id = input.cells[index]?.id;
    if (id !== undefined && !problems.has(id)) problems.set(id, error);
  };
  addDuplicates(input, add);
  addUnknown(input, add);
  addCycles(input, add);
  return problems;
}

type Add = (index: number, error: EngineError) => void;

function addDuplicates({ cells, definers, sources }: ProblemInput, add: Add): void {
  for (const [key, indexes] of definers) {
    const source = sources.get(key);
    const [first] = indexes;
    const isHeld = first !== undefined && cells[first]?.holdsSource === true;
    if (indexes.length < 2 && (source === undefined || isHeld)) continue;
    const written = nameAsWritten(cells[first ?? 0], key);
    const byCells = definedBy(cells, indexes, key);
    const error: EngineError =
      source === undefined
        ? {
            code: "sql",
            message: `The name ${quoted(written)} is defined ${indexes.length === 2 ? "twice" : `${indexes.length} times`}: by ${byCells}.`,
            hint: "Rename all but one of them.",
          }
        : {
            code: "sql",
            message: `The name ${quoted(written)} is defined by ${byCells}, and a source has it too.`,
            hint: "Rename the cell or the source.",
          };
    for (const index of indexes) add(index, error);
  }
}

/** Cells that share a name cannot be told apart by it, so they are counted by their place on the page. */
function definedBy(cells: readonly CellFacts[], indexes: readonly number[], key: string): string {
  const others = indexes.filter((index) => cells[index]?.name.toLowerCase() !== key);
  const same = indexes.filter((index) => cells[index]?.name.toLowerCase() === key);
  const parts = others.map((index) => `the cell ${quoted(cells[index]?.name ?? "")}`);
  const [first] = same;
  if (first !== undefined) {
    const name = quoted(cells[first]?.name ?? "");
    parts.unshift(same.length === 1 ? `the cell ${name}` : `${same.length} cells called ${name}`);
  }
  return listed(parts);
}

function nameAsWritten(cell: CellFacts | undefined, key: string): string {
  return cell?.defines.find((name) => name.toLowerCase() === key) ?? key;
}

function addUnknown({ cells, unknown, sources }: ProblemInput, add: Add): void {
  const suggestions = new Map<string, string | null>();
  let names: string[] | null = null;
  unknown.forEach((missing, index) => {
    const cell = cells[index];
    if (!cell || missing.length === 0) return;
    const hints: string[] = [];
    for (const name of missing) {
      const key = name.toLowerCase();
      if (!suggestions.has(key)) {
        names ??= [...new Set([...cells.flatMap((other) => other.defines), ...sources.values()])].filter(
          Boolean,
        );
        suggestions.set(key, suggestions.size < maxSuggestions ? closestName(name, names) : null);
      }
      const near = suggestions.get(key);
      if (near) hints.push(missing.length === 1 ? quoted(near) : `${quoted(near)} for ${quoted(name)}`);
    }
    const what =
      missing.length === 1 ? "no cell and no source has that name" : "no cell and no source has these names";
    add(index, {
      code: "sql",
      message: `${quoted(cell.name)} reads ${listed(missing.map(quoted))}, but ${what}.`,
      hint:
        hints.length > 0
          ? `Did you mean ${listed(hints)}?`
          : "Name a cell so, or add the data under that name.",
    });
  });
}

function addCycles({ cells, needs }: ProblemInput, add: Add): void {
  for (const [index, cycle] of cycles(needs)) {
    const names = cycle.map((member) => cells[member]?.name ?? "");
    // "a → b" reads as "a reads b".
    const way =
      names.length > maxCycleShown ? [...names.slice(0, maxCycleShown - 2), "…", names.at(-1) ?? ""] : names;
    const message =
      cycle.length === 2
        ? `${quoted(names[0] ?? "")} reads itself: ${way.join(" → ")}.`
        : `These ${cycle.length - 1} cells read each other in a circle: ${way.join(" → ")}.`;
    add(index, { code: "sql", message, hint: "Take out one of these reads." });
  }
}
