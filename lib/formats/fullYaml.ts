import type { FrontMatter } from "./frontMatter.ts";
import type { MatterNode } from "./matterNode.ts";
import type { Header } from "./readHeader.ts";

/** All of YAML, for the front matter that `readPlainYaml` leaves alone. */
export interface FullYaml {
  /** What a YAML text says; null where it says nothing. Throws NotebookParseError where it is not YAML. */
  read(yaml: string): MatterNode | null;
  /** The YAML of a front matter with another title and other sources, in YAML's own way of writing. */
  printAnew(matter: FrontMatter, wanted: Header, lineEnd: string): string;
}

let full: FullYaml | null = null;

/** YAML, where it is at hand. It is large, and few notebooks need it, so that the page fetches it only for these. */
export function fullYaml(): FullYaml | null {
  return full;
}

/** For threads and programs that have it from their start; null takes it away again. */
export function giveFullYaml(yaml: FullYaml | null): void {
  full = yaml;
}

/** Fetches YAML, once. */
export async function loadFullYaml(): Promise<void> {
  if (full === null) giveFullYaml((await import("./yamlMatter.ts")).yamlMatter);
}
