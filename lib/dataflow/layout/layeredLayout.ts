import { components } from "../components.ts";

/** Where a node stands: rows count from the top, columns from the left; in rows that are not full they may be halves. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface LaidEdge {
  /** Indexes of the node that is read and of the one that reads it. */
  readonly from: number;
  readonly to: number;
  /** Both ends read each other, directly or through others. */
  readonly isCyclic: boolean;
  /** Leads to a node above or beside its start; all others lead downwards. */
  readonly isBack: boolean;
}

export interface LayeredLayout {
  /** By node, in the order given. */
  readonly places: readonly Place[];
  readonly edges: readonly LaidEdge[];
  readonly rows: number;
}

/** How often nodes are put nearer to what they are joined to; more changes little. */
const sweeps = 4;

/**
 * Lays out nodes 0 … n-1, of which `needs[i]` are those that node i reads, on a grid `columns` wide: whatever is read
 * stands above what reads it. Nodes that have to do with each other stand together, in the order given; those that have
 * to do with none come last. Of a cycle, the reads that lead back up are told apart. The same input gives the same layout.
 */
export function layeredLayout(needs: readonly (readonly number[])[], columns: number): LayeredLayout {
  const width = Math.max(1, Math.floor(columns));
  const groupOf = new Array<number>(needs.length).fill(0);
  components(needs).forEach((group, at) => {
    for (const node of group) groupOf[node] = at;
  });
  const edges = needs.flatMap((list, to) =>
    [...new Set(list)].map((from): Edge => ({ from, to, isCyclic: groupOf[from] === groupOf[to] })),
  );
  // Without those within a cycle that lead to an earlier node, there is no cycle.
  const down = new Joined(
    needs.length,
    edges.filter(({ from, to, isCyclic }) => !isCyclic || from < to),
  );
  const places = new Array<Place>(needs.length).fill({ row: 0, column: 0 });
  let row = 0;
  const alone: number[] = [];
  for (const island of islands(needs.length, edges)) {
    if (island.length === 1) alone.push(...island);
    else for (const layer of orderedLayers(island, down)) row = placeLayer(layer, row, width, places, true);
  }
  row = placeLayer(alone, row, width, places, false);
  const rowOf = (node: number) => places[node]?.row ?? 0;
  const laid = edges.map((edge) => ({ ...edge, isBack: rowOf(edge.from) >= rowOf(edge.to) }));
  return { places, edges: laid, rows: row };
}

type Edge = Omit<LaidEdge, "isBack">;

/** Edges by their ends. */
class Joined {
  readonly above: number[][];
  readonly below: number[][];

  constructor(count: number, edges: readonly Edge[]) {
    this.above = Array.from({ length: count }, () => []);
    this.below = Array.from({ length: count }, () => []);
    for (const { from, to } of edges) {
      this.above[to]?.push(from);
      this.below[from]?.push(to);
    }
  }
}

/** Nodes that are joined, whichever way, each island in ascending order, the one with the lowest node first. */
function islands(count: number, edges: readonly Edge[]): number[][] {
  const both: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of edges) {
    both[from]?.push(to);
    both[to]?.push(from);
  }
  return components(both).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** The nodes of an island by layer: one more than the deepest that it reads, and what reads nothing right above its readers. */
function orderedLayers(island: readonly number[], { above, below }: Joined): number[][] {
  const layer = new Map<number, number>();
  const missing = new Map(island.map((node) => [node, above[node]?.length ?? 0]));
  const ready = island.filter((node) => missing.get(node) === 0);
  // A list grows while it is walked: each node comes after all that it reads.
  for (const node of ready) {
    layer.set(node, Math.max(-1, ...(above[node] ?? []).map((from) => layer.get(from) ?? 0)) + 1);
    for (const to of below[node] ?? []) {
      const left = (missing.get(to) ?? 0) - 1;
      missing.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  for (const node of island) {
    const readers = (below[node] ?? []).map((to) => layer.get(to) ?? 0);
    if ((above[node] ?? []).length === 0 && readers.length > 0) layer.set(node, Math.min(...readers) - 1);
  }
  const layers: number[][] = [];
  for (const node of island) {
    const at = layer.get(node) ?? 0;
    layers[at] = [...(layers[at] ?? []), node];
  }
  return nearEachOther(
    Array.from(layers, (nodes) => nodes ?? []),
    above,
    below,
  );
}

/** Each layer in an order in which its nodes are near those that they are joined to, with fewer edges that cross. */
function nearEachOther(layers: number[][], above: number[][], below: number[][]): number[][] {
  const position = new Map<number, number>();
  const remember = (nodes: readonly number[]) => {
    for (const [at, node] of nodes.entries()) position.set(node, at - (nodes.length - 1) / 2);
  };
  for (const nodes of layers) remember(nodes);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const isDown = sweep % 2 === 0;
    const joined = isDown ? above : below;
    const order = isDown ? layers.keys() : [...layers.keys()].reverse();
    for (const at of order) {
      const nodes = layers[at] ?? [];
      const wish = new Map(
        nodes.map((node) => {
          const ends = (joined[node] ?? []).map((end) => position.get(end) ?? 0);
          const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length;
          return [node, ends.length === 0 ? (position.get(node) ?? 0) : mean];
        }),
      );
      const sorted = nodes.toSorted((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
      layers[at] = sorted;
      remember(sorted);
    }
  }
  return layers;
}

/** Puts nodes into rows from `row` on; answers the row after them. */
function placeLayer(
  nodes: readonly number[],
  row: number,
  width: number,
  places: Place[],
  isCentred: boolean,
): number {
  for (let start = 0; start < nodes.length; start += width) {
    const inRow = nodes.slice(start, start + width);
    const indent = isCentred ? (width - inRow.length) / 2 : 0;
    for (const [at, node] of inRow.entries()) places[node] = { row, column: at + indent };
    row++;
  }
  return row;
}
