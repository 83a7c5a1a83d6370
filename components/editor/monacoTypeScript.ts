import type * as Monaco from "monaco-editor/editor";
import {
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from "monaco-editor/languages/features/typescript/register";
import { onTypeScope, typeScope } from "./languageSources.ts";
import { registerTypeScriptChecks } from "./monacoTypeScriptChecks.ts";
import { registerTypeScriptDefinitions } from "./monacoTypeScriptDefinitions.ts";

// TypeScript's own number for ModuleDetectionKind.Force, which Monaco's types leave out:
// every cell is a module, so that names of one cell do not clash with another's and await stands at the top.
const forceModules = 3;

/** TypeScript as cells run it: strict, the newest language, no DOM; declarations come from languageSources. */
export function setUpTypeScript(monaco: typeof Monaco): void {
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    moduleDetection: forceModules,
    lib: ["esnext"],
    strict: true,
    noEmit: true,
    allowNonTsExtensions: true,
  });
  typescriptDefaults.setDiagnosticsOptions({ onlyVisible: true, noSuggestionDiagnostics: true });
  typescriptDefaults.setEagerModelSync(false);
  // Its own way to a definition makes models of our declarations, which would then stay as they are.
  typescriptDefaults.setModeConfiguration({ ...typescriptDefaults.modeConfiguration, definitions: false });
  const given = new Map<string, Monaco.IDisposable>();
  // One by one: what did not change keeps its version, and the compiler does not read it again.
  const declare = () => {
    const libs = typeScope()?.libs ?? [];
    const paths = new Set(libs.map(({ filePath }) => filePath));
    for (const { filePath, content } of libs) {
      const isNew = typescriptDefaults.getExtraLibs()[filePath]?.content !== content;
      if (isNew) given.set(filePath, typescriptDefaults.addExtraLib(content, filePath));
    }
    for (const [filePath, lib] of given) {
      if (paths.has(filePath)) continue;
      given.delete(filePath);
      lib.dispose();
    }
  };
  declare();
  // What reads the cells is large, and wanted with the first editor of one.
  let isAsking = false;
  const ask = (model: Monaco.editor.ITextModel) => {
    if (isAsking || model.getLanguageId() !== "typescript") return;
    isAsking = true;
    onTypeScope(declare);
  };
  monaco.editor.onDidCreateModel(ask);
  for (const model of monaco.editor.getModels()) ask(model);
  registerTypeScriptDefinitions(monaco);
  registerTypeScriptChecks(monaco);
}
