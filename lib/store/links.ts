import type { RelinkState, SourceLink } from "../relink/relinkState.ts";
import type { AppStore } from "./appStore.ts";

/** Changes what is known of sources' files. */
export function setRelink(store: AppStore, change: Partial<RelinkState>): void {
  store.setState(({ relink }) => ({ relink: { ...relink, ...change } }));
}

export function setLink(store: AppStore, relation: string, link: SourceLink): void {
  setLinks(store, [[relation, link]]);
}

/** Several at once, so that nothing is drawn in between. */
export function setLinks(store: AppStore, links: Iterable<readonly [string, SourceLink]>): void {
  const { relink } = store.getState();
  setRelink(store, { links: { ...relink.links, ...Object.fromEntries(links) } });
}

/** Takes out what is known of relations that are no longer sources. */
export function forgetLinks(store: AppStore, relations: readonly string[]): void {
  const rest = Object.entries(store.getState().relink.links).filter(([name]) => !relations.includes(name));
  setRelink(store, { links: Object.fromEntries(rest) });
}
