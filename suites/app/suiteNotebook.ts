import type { SourceOptions } from "../../lib/engine/protocol.ts";

/** How a file is to be read, as a notebook would say it. */
export interface ReadWish {
  format?: string;
  options?: SourceOptions;
}

/**
 * A notebook that asks whether the engine answers, in its cell `alive`; with a wish, a file of that name is read so.
 * JSON is YAML too, so the entry is written as JSON.
 */
export function suiteNotebook(fileName?: string, wish: ReadWish = {}): string {
  const entry = { location: `file:${fileName}`, ...wish };
  const isPlain = wish.format === undefined && wish.options === undefined;
  const sources = fileName === undefined || isPlain ? "" : `sources:\n  wanted: ${JSON.stringify(entry)}\n`;
  return `---\neider: 1\ntitle: Suites\n${sources}---\n\n\`\`\`sql name=alive\nselect 1 as alive\n\`\`\`\n`;
}
