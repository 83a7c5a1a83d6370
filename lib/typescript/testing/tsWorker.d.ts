/** What tests use of the editor's TypeScript worker, which comes without types. */
declare module "monaco-editor/languages/features/typescript/tsWorker.js" {
  interface Found {
    messageText: string | MessageChain;
    start?: number;
  }
  interface MessageChain {
    messageText: string;
    next?: MessageChain[];
  }
  interface Part {
    text: string;
  }
  interface TypeScriptWorker {
    updateExtraLibs(libs: Record<string, { content: string; version: number }>): Promise<void>;
    getSyntacticDiagnostics(path: string): Promise<Found[]>;
    getSemanticDiagnostics(path: string): Promise<Found[]>;
    getQuickInfoAtPosition(
      path: string,
      position: number,
    ): Promise<{ displayParts?: Part[]; documentation?: Part[]; tags?: unknown[] } | undefined>;
    getCompletionsAtPosition(
      path: string,
      position: number,
    ): Promise<{ entries: { name: string }[] } | undefined>;
    getDefinitionAtPosition(
      path: string,
      position: number,
    ): Promise<{ fileName: string; name: string; containerName?: string }[] | undefined>;
  }
  export function create(
    context: { getMirrorModels(): readonly never[] },
    options: { compilerOptions: object; extraLibs: Record<string, { content: string; version: number }> },
  ): TypeScriptWorker;
}
