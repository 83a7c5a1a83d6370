import type { SourceOptions } from "../../lib/engine/protocol.ts";

/** How a file is to be read, as a notebook would say it. */
export interface ReadWish {
  format?: string;
  options?: SourceOptions;
}

/**
 * A notebook without cells, since the one after a notebook whose cells ran gets a new engine, which takes a second. With
 * a wish, a file of that name is read so. JSON is YAML too, so the entry is written as JSON.
 */
export function suiteNotebook(fileName?: string, wish: ReadWish = {}): string {
  const entry = { location: `file:${fileName}`, ...wish };
  const isPlain = wish.format === undefined && wish.options === undefined;
  const sources = fileName === undefined || isPlain ? "" : `sources:\n  wanted: ${JSON.stringify(entry)}\n`;
  return `---\neider: 1\ntitle: Suites\n${sources}---\n`;
}
