import type { Cluster } from "./clusterMethod.ts";

/** What somebody decided about a cluster. */
export interface ClusterChoice {
  isOn: boolean;
  canonical: string;
  /** Members that stay as they are. */
  left: ReadonlySet<string>;
}

/** Nothing is changed until somebody says so. */
export function firstChoice({ canonical }: Cluster): ClusterChoice {
  return { isOn: false, canonical, left: new Set() };
}

/** The values that change and what they become, with their rows; an empty canonical value changes nothing. */
export function chosenMapping(
  clusters: readonly Cluster[],
  choices: readonly ClusterChoice[],
): { values: Record<string, string>; rows: number } {
  const values: [string, string][] = [];
  let rows = 0;
  for (const [at, { members }] of clusters.entries()) {
    const choice = choices[at];
    if (!choice?.isOn || choice.canonical === "") continue;
    for (const { value, rows: count } of members) {
      if (choice.left.has(value) || value === choice.canonical) continue;
      values.push([value, choice.canonical]);
      rows += count;
    }
  }
  return { values: Object.fromEntries(values), rows };
}
