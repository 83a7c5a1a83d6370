/** Nodes are numbers 0 … n-1; `edges[i]` are the nodes that node i points to. */
export type Edges = readonly (readonly number[])[];

interface Frame {
  node: number;
  /** Which of the node's edges is looked at next. */
  edge: number;
}

/** Groups of nodes that all reach each other, each in ascending order. Linear; never recursive, so depth does not matter. */
export function components(edges: Edges): number[][] {
  // Tarjan's algorithm: `low` is the earliest node on the stack that a node can get back to.
  const seenAt = new Array<number>(edges.length).fill(-1);
  const low = new Array<number>(edges.length).fill(0);
  const onStack = new Set<number>();
  const stack: number[] = [];
  const groups: number[][] = [];
  let clock = 0;

  const enter = (node: number): Frame => {
    seenAt[node] = low[node] = clock++;
    stack.push(node);
    onStack.add(node);
    return { node, edge: 0 };
  };
  const lower = (node: number, to: number) => {
    low[node] = Math.min(low[node] ?? 0, to);
  };

  for (let start = 0; start < edges.length; start++) {
    if (seenAt[start] !== -1) continue;
    const frames = [enter(start)];
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const { node } = frame;
      const to = edges[node]?.[frame.edge++];
      if (to !== undefined) {
        if (seenAt[to] === -1) frames.push(enter(to));
        else if (onStack.has(to)) lower(node, seenAt[to] ?? 0);
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      if (parent) lower(parent.node, low[node] ?? 0);
      if (low[node] === seenAt[node]) {
        const group = stack.splice(stack.lastIndexOf(node));
        for (const member of group) onStack.delete(member);
        groups.push(group.sort((a, b) => a - b));
      }
    }
  }
  return groups;
}
