import { create } from "monaco-editor/languages/features/typescript/tsWorker.js";
import { flatMessage } from "../flatMessage.ts";

/** A file as the editor's compiler has it. */
export interface CheckedFile {
  path: string;
  content: string;
}

/** The compiler options of the editor, in TypeScript's own numbers. */
const compilerOptions = {
  target: 99,
  module: 99,
  moduleResolution: 2,
  moduleDetection: 3,
  lib: ["esnext"],
  strict: true,
  noEmit: true,
  allowNonTsExtensions: true,
};

// One for all: it reads the library once.
const worker = create({ getMirrorModels: () => [] }, { compilerOptions, extraLibs: {} });
let version = 0;

/** The very language service that the editor's worker runs, over these files; use one checker after the other. */
export async function typeChecker(files: readonly CheckedFile[]) {
  version++;
  await worker.updateExtraLibs(
    Object.fromEntries(files.map(({ path, content }) => [path, { content, version }])),
  );
  const contentOf = (path: string) => files.find((file) => file.path === path)?.content ?? "";
  return {
    /** What is wrong with a file, as the compiler words it. */
    async problems(path: string): Promise<string[]> {
      const found = [
        ...(await worker.getSyntacticDiagnostics(path)),
        ...(await worker.getSemanticDiagnostics(path)),
      ];
      return found.map(({ messageText }) => flatMessage(messageText));
    },
    /** The same with the number of the line, from 0. */
    async problemLines(path: string): Promise<{ line: number; message: string }[]> {
      const found = await worker.getSemanticDiagnostics(path);
      const lineAt = (at: number) => contentOf(path).slice(0, at).split("\n").length - 1;
      return found.map(({ start, messageText }) => ({
        line: lineAt(start ?? 0),
        message: flatMessage(messageText),
      }));
    },
    /** Where the last character of the first occurrence of a text is defined. */
    async definition(path: string, text: string) {
      const at = contentOf(path).indexOf(text) + text.length - 1;
      const found = await worker.getDefinitionAtPosition(path, at);
      return (found ?? []).map(({ fileName, name, containerName }) => ({ fileName, name, containerName }));
    },
    /** What resting on the first occurrence of a text (at its end less one) shows: the declaration, then its doc. */
    async hover(path: string, text: string): Promise<{ declaration: string; doc: string; tags: number }> {
      const at = contentOf(path).indexOf(text) + text.length - 1;
      const info = await worker.getQuickInfoAtPosition(path, at);
      const joined = (parts: { text: string }[] | undefined) =>
        (parts ?? []).map((part) => part.text).join("");
      return {
        declaration: joined(info?.displayParts),
        doc: joined(info?.documentation),
        tags: info?.tags?.length ?? 0,
      };
    },
    /** The names offered where a text ends. */
    async completions(path: string, text: string): Promise<string[]> {
      const at = contentOf(path).indexOf(text) + text.length;
      const found = await worker.getCompletionsAtPosition(path, at);
      return (found?.entries ?? []).map(({ name }) => name);
    },
  };
}
