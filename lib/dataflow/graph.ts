import type { EngineError } from "../engine/protocol.ts";
import type { CellId } from "../notebook/document.ts";
import type { CellFacts } from "./cellFacts.ts";
import { findProblems } from "./problems.ts";
import { mayBeTheEngines, relationKey } from "./relationKey.ts";

/** Who reads whom. All maps hold every cell; lists are in page order and without repeats. */
export interface Graph {
  /** Page order. */
  readonly cells: readonly CellFacts[];
  /** The cells whose names a cell reads; where a name is defined twice, all that define it. */
  readonly needs: ReadonlyMap<CellId, readonly CellId[]>;
  readonly readers: ReadonlyMap<CellId, readonly CellId[]>;
  /** Cells that read a source, by the source's name in lower case. */
  readonly sourceReaders: ReadonlyMap<string, readonly CellId[]>;
  /** Why a cell can never run as the notebook stands. Cells that only read such a cell are not in it; see `runOrder`. */
  readonly problems: ReadonlyMap<CellId, EngineError>;
}

/** Finds who reads whom, and names defined twice, names that nothing has, and cycles. Takes linear time. */
export function buildGraph(cells: readonly CellFacts[], sourceNames: readonly string[]): Graph {
  const definers = definersByName(cells);
  const sources = new Map(sourceNames.map((name) => [relationKey(name), name]));
  const needs: number[][] = [];
  const readers: CellId[][] = cells.map(() => []);
  const sourceReaders = new Map<string, CellId[]>([...sources.keys()].map((key) => [key, []]));
  const unknown: string[][] = [];

  cells.forEach((cell, index) => {
    const needed = new Set<number>();
    const missing = new Set<string>();
    const isGuess = cell.kind === "ts";
    for (const [key, written] of readsByKey(cell)) {
      const made = definers.get(key);
      const source = sourceReaders.get(key);
      source?.push(cell.id);
      for (const definer of made ?? []) {
        // In TypeScript a free name that is also the cell's own name is a global, never the cell's result.
        if (!isGuess || definer !== index) needed.add(definer);
      }
      if (!made && !source && !isGuess && !mayBeTheEngines(written)) missing.add(written);
    }
    const sorted = [...needed].sort((a, b) => a - b);
    needs.push(sorted);
    for (const definer of sorted) readers[definer]?.push(cell.id);
    unknown.push([...missing]);
  });

  const idOf = (index: number): CellId => cells[index]?.id ?? "";
  return {
    cells,
    needs: new Map(cells.map((cell, index) => [cell.id, (needs[index] ?? []).map(idOf)])),
    readers: new Map(cells.map((cell, index) => [cell.id, readers[index] ?? []])),
    sourceReaders,
    problems: findProblems({ cells, needs, unknown, definers, sources }),
  };
}

function definersByName(cells: readonly CellFacts[]): Map<string, number[]> {
  const definers = new Map<string, number[]>();
  cells.forEach((cell, index) => {
    for (const key of new Set(cell.defines.filter((name) => name !== "").map(relationKey))) {
      const list = definers.get(key);
      if (list) list.push(index);
      else definers.set(key, [index]);
    }
  });
  return definers;
}

function readsByKey(cell: CellFacts): Map<string, string> {
  const reads = new Map<string, string>();
  for (const name of cell.reads) {
    const key = relationKey(name);
    if (name !== "" && !reads.has(key)) reads.set(key, name);
  }
  return reads;
}
