import type { Outcome } from "../../engine/protocol.ts";
import type { NotebookDocument } from "../../notebook/document.ts";
import type { NotebookFormat } from "../notebookFormat.ts";
import type { ShownResults } from "../shownResult.ts";
import type { LiveParts } from "../staticHtml/exportStaticHtml.ts";
import type { WrittenNotebook } from "../writeNotebook.ts";

/** What the page asks of the thread that reads and writes notebooks of other formats. Only plain data crosses. */
export type ConversionRequest =
  | { readonly type: "read"; readonly format: NotebookFormat; readonly text: string; readonly title: string }
  | {
      readonly type: "write";
      readonly format: NotebookFormat;
      readonly document: NotebookDocument;
      readonly assetsText: string | null;
      readonly results: ShownResults;
      readonly live: LiveParts | null;
    };

/** A file of another format as a notebook's text, and what belongs beside it. */
export interface ReadNotebook {
  readonly text: string;
  readonly assetsText: string | null;
  /** What is not as it was, one sentence each. */
  readonly notes: readonly string[];
}

/** The two conversions, wherever they run. */
export interface Conversions {
  /** `title` is what the notebook is called where the file does not say. */
  read(format: NotebookFormat, text: string, title: string): Promise<Outcome<ReadNotebook>>;
  write(
    format: NotebookFormat,
    document: NotebookDocument,
    assetsText: string | null,
    results: ShownResults,
    /** Of a web page: what makes it one that works. */
    live?: LiveParts | null,
  ): Promise<Outcome<WrittenNotebook>>;
}
