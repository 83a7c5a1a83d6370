import type { NotebookDocument } from "../../notebook/document.ts";
import { type JsonObject, objectUnder, textUnder, withoutKeys } from "../jsonObject.ts";
import { frontToKeep, type NotebookFront, parseFront, titledFront } from "../keptFront.ts";

/** Title, sources and the rest of the front matter, as the metadata of an `.ipynb` file says them. */
export function frontOf(metadata: JsonObject): NotebookFront {
  const kept = textUnder(objectUnder(metadata, "eider"), "frontMatter");
  const front = kept === null ? null : parseFront(kept);
  return front ?? titledFront(textUnder(metadata, "title") ?? "");
}

/** The metadata of the notebook's file, so that reading it gives the same front matter: changed only where it must be. */
export function withFront(metadata: JsonObject, document: NotebookDocument): JsonObject {
  if (frontToKeep(document, frontOf(metadata)) === null) return metadata;
  const { title } = document;
  const titled = title === "" ? withoutKeys(metadata, ["title"]) : { ...metadata, title };
  const frontMatter = frontToKeep(document, frontOf(titled));
  if (frontMatter === null) return titled;
  return { ...titled, eider: { ...objectUnder(metadata, "eider"), frontMatter } };
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
