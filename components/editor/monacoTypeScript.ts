import {
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from "monaco-editor/languages/features/typescript/register";
import { cellGlobals } from "../../lib/editor/cellGlobals.ts";
import { onTypeDeclarations, typeDeclarations } from "./languageSources.ts";

// TypeScript's own number for ModuleDetectionKind.Force, which Monaco's types leave out:
// every cell is a module, so that names of one cell do not clash with another's and await stands at the top.
const forceModules = 3;

/** TypeScript as cells run it: strict, the newest language, no DOM; declarations come from languageSources. */
export function setUpTypeScript(): void {
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
  const declare = () =>
    typescriptDefaults.setExtraLibs([
      { content: cellGlobals, filePath: "file:///globals.d.ts" },
      { content: typeDeclarations(), filePath: "file:///eider.d.ts" },
    ]);
  declare();
  onTypeDeclarations(declare);
}
