import type { Outcome } from "../../engine/protocol.ts";
import type { NotebookFormat } from "../../formats/notebookFormat.ts";
import type { WrittenNotebook } from "../../formats/writeNotebook.ts";
import type { AppStore } from "../appStore.ts";
import type { EngineLife } from "../engineLife.ts";
import type { Platform } from "../platform.ts";

const mediaTypes: Partial<Record<NotebookFormat, string>> = {
  ipynb: "application/x-ipynb+json",
  html: "text/html",
  "kit.html": "text/html",
};

/** The open notebook as the text of another format, with the results that are on the screen where the format holds them. */
export async function writeFormat(
  deps: { platform: Platform; store: AppStore; engine: EngineLife },
  format: NotebookFormat,
  state = deps.store.getState(),
): Promise<Outcome<WrittenNotebook>> {
  const tools = await deps.platform.formatTools();
  const holdsResults = format === "ipynb" || format === "html";
  const { shownResults } = await import("../shownResults.ts");
  const results = holdsResults ? await shownResults(state, deps.engine.api, tools.drawPicture) : new Map();
  const assetsText = await tools.loadAssets(state.notebookId);
  return tools.conversions.write(format, state.document, assetsText, results);
}

export function formatBlob(format: NotebookFormat, text: string): Blob {
  return new Blob([text], { type: mediaTypes[format] ?? "text/plain" });
}

/** Whether a file of this format can be saved again: some are only read, and a page without scripts is only written. */
export function holdsNotebook(format: NotebookFormat | null): boolean {
  return format !== null && format !== "qmd" && format !== "html";
}
