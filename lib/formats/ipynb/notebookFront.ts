import type { NotebookDocument } from "../../notebook/document.ts";
import { type JsonObject, objectUnder, textUnder, withoutKeys } from "../jsonObject.ts";
import { NotebookParseError } from "../NotebookParseError.ts";
import { parseNotebook } from "../parseNotebook.ts";
import { printFrontMatter } from "../printFrontMatter.ts";

type Front = Omit<NotebookDocument, "cells">;

/** Title, sources and the rest of the front matter, as the metadata of an `.ipynb` file says them. */
export function frontOf(metadata: JsonObject): Front {
  const title = (textUnder(metadata, "title") ?? "").replace(/\s+/g, " ").trim();
  const plain: Front = { title, sources: {}, frontMatter: "", lineEnd: "\n" };
  const kept = textUnder(objectUnder(metadata, "eider"), "frontMatter");
  if (kept === null) return plain;
  try {
    const { cells, ...front } = parseNotebook(kept);
    return cells.length === 0 ? front : plain;
  } catch (thrown) {
    // Written by hand or by a newer Eider: the title is still known.
    if (thrown instanceof NotebookParseError) return plain;
    throw thrown;
  }
}

/** The metadata of the notebook's file, so that reading it gives the same front matter: changed only where it must be. */
export function withFront(metadata: JsonObject, document: NotebookDocument): JsonObject {
  const front = printFrontMatter(document).text;
  const says = (candidate: JsonObject) => printFrontMatter(frontOf(candidate)).text === front;
  if (says(metadata)) return metadata;
  const titled =
    document.title === "" ? withoutKeys(metadata, ["title"]) : { ...metadata, title: document.title };
  if (says(titled)) return titled;
  return { ...titled, eider: { ...objectUnder(metadata, "eider"), frontMatter: front } };
}

/** The metadata of a notebook that was made here: a kernel that speaks the language of its cells. */
export function ownNotebookMetadata(document: NotebookDocument): JsonObject {
  const has = (kind: string) => document.cells.some((cell) => cell.kind === kind);
  // Deno's kernel runs TypeScript; the %%sql magic is Python's.
  const isTypeScript = has("ts") && !has("python");
  const kernel = isTypeScript
    ? {
        kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
        language_info: { file_extension: ".ts", mimetype: "text/x.typescript", name: "typescript" },
      }
    : {
        kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
        language_info: { file_extension: ".py", mimetype: "text/x-python", name: "python" },
      };
  return withFront(kernel, document);
}
