import { components, type Edges } from "./components.ts";

/**
 * For each node that lies on a cycle one simple cycle through it: its nodes in order, the first repeated at the end.
 * Every cycle starts at its lowest node, and nodes that share a cycle share the array where they can.
 */
export function cycles(edges: Edges): Map<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  for (const group of components(edges)) {
    const [root] = group;
    if (root === undefined) continue;
    if (group.length === 1) {
      if (edges[root]?.includes(root)) found.set(root, [root, root]);
      continue;
    }
    const inside = new Set(group);
    const forward = new Map(group.map((node) => [node, (edges[node] ?? []).filter((to) => inside.has(to))]));
    // Two searches serve the whole group: any node lies on root → … → node → … → root.
    const fromRoot = searchFrom(root, forward);
    const toRoot = searchFrom(root, reversed(forward));
    for (const node of group) {
      if (found.has(node)) continue;
      const cycle = cycleThrough(node, root, fromRoot, toRoot);
      for (const member of cycle) if (!found.has(member)) found.set(member, cycle);
    }
  }
  return found;
}

function reversed(forward: ReadonlyMap<number, readonly number[]>): Map<number, number[]> {
  const back = new Map<number, number[]>();
  for (const [node, targets] of forward) {
    for (const to of targets) {
      const list = back.get(to);
      if (list) list.push(node);
      else back.set(to, [node]);
    }
  }
  return back;
}

/** Breadth first: for every node reached, the one it was reached from. The root is in it, since it lies on a cycle. */
function searchFrom(root: number, next: ReadonlyMap<number, readonly number[]>): Map<number, number> {
  const before = new Map<number, number>();
  const queue = [root];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at] ?? root;
    for (const to of next.get(node) ?? []) {
      if (before.has(to)) continue;
      before.set(to, node);
      queue.push(to);
    }
  }
  return before;
}

/** The nodes after `node` on the way that `before` tells, up to and with the root. */
function wayToRoot(node: number, root: number, before: ReadonlyMap<number, number>): number[] {
  const way: number[] = [];
  for (let at = before.get(node); at !== undefined; at = before.get(at)) {
    way.push(at);
    if (at === root) break;
  }
  return way;
}

function cycleThrough(
  node: number,
  root: number,
  fromRoot: ReadonlyMap<number, number>,
  toRoot: ReadonlyMap<number, number>,
): readonly number[] {
  const up = node === root ? [] : wayToRoot(node, root, toRoot);
  const down = wayToRoot(node, root, fromRoot).reverse().slice(1);
  const cycle = withoutLoops([node, ...up, ...down]);
  const lowest = cycle.indexOf(cycle.reduce((least, member) => Math.min(least, member)));
  const turned = [...cycle.slice(lowest), ...cycle.slice(0, lowest)];
  return [...turned, ...turned.slice(0, 1)];
}

/** A walk with every detour that comes back to where it left cut out. */
function withoutLoops(walk: readonly number[]): number[] {
  const path: number[] = [];
  const at = new Map<number, number>();
  for (const node of walk) {
    const earlier = at.get(node);
    if (earlier === undefined) {
      at.set(node, path.length);
      path.push(node);
    } else {
      for (const dropped of path.splice(earlier + 1)) at.delete(dropped);
    }
  }
  return path;
}
