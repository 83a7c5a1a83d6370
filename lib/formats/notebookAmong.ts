import { assetsFileName } from "./notebookAssets.ts";
import { notebookFormatOf } from "./notebookFormat.ts";

/** A notebook among dropped files, and the file of its assets where that was dropped with it. */
export interface DroppedNotebook {
  readonly notebook: File;
  readonly beside?: File;
}

/** How much of an HTML file is looked at: a notebook begins with its mark, and a page of tables can be large. */
const headBytes = 4096;

/**
 * The first of some files that is meant as a notebook: by its name, and a web page only where it is one of Notebook Kit,
 * since its tables can be data. Plain Markdown is left alone.
 */
export async function notebookAmong(files: readonly File[]): Promise<DroppedNotebook | null> {
  for (const notebook of files) {
    if (!(await isNotebook(notebook))) continue;
    const beside = files.find(({ name }) => name === assetsFileName(notebook.name));
    return { notebook, ...(beside ? { beside } : {}) };
  }
  return null;
}

async function isNotebook(file: File): Promise<boolean> {
  switch (notebookFormatOf(file.name)) {
    case null:
    case "md":
      return false;
    case "html":
    case "kit.html":
      return /<notebook(?=[\s>])/i.test(await file.slice(0, headBytes).text());
    // Also the ending of video streams, which are binary.
    case "ts":
      return !(await file.slice(0, headBytes).text()).includes("\0");
    default:
      return true;
  }
}
