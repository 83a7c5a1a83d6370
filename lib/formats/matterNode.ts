/** Where something stands in the YAML of a front matter: from its first character to the one after its last. */
export type MatterRange = readonly [start: number, end: number];

interface MatterPlace {
  readonly range: MatterRange | null;
  /** The value as plain data. */
  plain(): unknown;
}

/** A text, a number, a truth or nothing. */
export interface MatterScalar extends MatterPlace {
  readonly kind: "scalar";
  readonly value: unknown;
  /** What stands there, without quotes. */
  readonly source: string;
}

/** A map, in lines or (`flow`) in braces. */
export interface MatterMap extends MatterPlace {
  readonly kind: "map";
  readonly flow: boolean;
  readonly items: readonly MatterPair[];
}

export interface MatterPair {
  readonly key: MatterNode;
  readonly value: MatterNode | null;
}

/** A list, in lines or (`flow`) in brackets. */
export interface MatterList extends MatterPlace {
  readonly kind: "list";
  readonly flow: boolean;
  readonly items: readonly MatterNode[];
}

/** What front matter is made of, whoever read it; `other` is what only YAML itself knows, as an alias. */
export type MatterNode = MatterScalar | MatterMap | MatterList | (MatterPlace & { readonly kind: "other" });

export function isMatterMap(node: MatterNode | null | undefined): node is MatterMap {
  return node?.kind === "map";
}

/** The pair of a map that has this key. */
export function pairOf(map: MatterMap, key: string): MatterPair | undefined {
  return map.items.find((pair) => pair.key.kind === "scalar" && pair.key.value === key);
}
