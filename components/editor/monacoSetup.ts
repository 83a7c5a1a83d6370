// All of them: the language services ask for parts that a hand-picked set would leave unregistered.
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/markdown/register";
import "monaco-editor/languages/definitions/typescript/register";
import * as monaco from "monaco-editor/editor";
import { cellModel } from "./cellModel.ts";
import { registerLineLanguages } from "./monacoLanguages.ts";
import { followTheme } from "./monacoTheme.ts";
import { setUpTypeScript } from "./monacoTypeScript.ts";
import { mountMonaco } from "./mountMonaco.ts";
import { registerSpec } from "./spec/registerSpec.ts";
import { registerSql } from "./sql/registerSql.ts";

/** What editors need of Monaco once it is loaded. */
export interface MonacoSetup {
  monaco: typeof monaco;
  /** Holds suggestions and hovers of all editors, outside of every cell that could clip them. */
  overflow: HTMLElement;
  // Here, because code that works on Monaco is loaded with it and not with the page.
  cellModel: typeof cellModel;
  mountMonaco: typeof mountMonaco;
}

/** Registers languages, completion, workers and the theme; called once by loadMonaco. */
export async function monacoSetup(): Promise<MonacoSetup> {
  self.MonacoEnvironment = { getWorker: (_, label) => startWorker(label) };
  registerLineLanguages(monaco);
  registerSql(monaco);
  registerSpec(monaco);
  setUpTypeScript(monaco);
  followTheme(monaco);
  // These two load their grammars when first used; waiting here, no editor is ever drawn without its colours.
  await Promise.all(["typescript", "markdown"].map((language) => monaco.editor.colorize("", language, {})));
  const overflow = document.createElement("div");
  // Monaco's own styles and theme variables hang on this class.
  overflow.className = "monaco-editor";
  document.body.append(overflow);
  return { monaco, overflow, cellModel, mountMonaco };
}

function startWorker(label: string): Worker {
  // Both are written out because the bundler finds workers by this exact form.
  return label === "typescript" || label === "javascript"
    ? new Worker(new URL("../../workers/monaco/ts.worker.ts", import.meta.url), { type: "module" })
    : new Worker(new URL("../../workers/monaco/editor.worker.ts", import.meta.url), { type: "module" });
}
