import { parseAssets, printAssets } from "../notebookAssets.ts";
import { printNotebook } from "../printNotebook.ts";
import { readNotebook } from "../readNotebook.ts";
import { writeNotebook } from "../writeNotebook.ts";
import type { Conversions } from "./conversion.ts";

/** The conversions themselves, in the thread that calls them. */
export const conversions: Conversions = {
  async read(format, text, title) {
    const read = readNotebook(format, text);
    if (!read.ok) return read;
    const { document, assets, notes } = read.value;
    const named = { ...document, title: document.title || title };
    // A page of plain Markdown is a notebook as it is.
    const isAsItWas = format === "md" && printNotebook(document) === text;
    const value = {
      text: isAsItWas ? text : printNotebook(named),
      assetsText: assets && printAssets(assets),
      notes,
    };
    return { ok: true, value };
  },
  async write(format, document, assetsText, results, live = null) {
    const assets = assetsText === null ? null : parseAssets(assetsText);
    if (assets && !assets.ok) return assets;
    return writeNotebook(format, { document, assets: assets?.value ?? null }, { results, live });
  },
};
