import { docComment } from "./docText.ts";
import { canBeIdentifier } from "./relationTypes.ts";

/** A value that TypeScript cells see by name: exported by a TypeScript cell, or of an input cell. */
export interface ScopeValue {
  name: string;
  /** As TypeScript text. */
  type: string;
  /** What it is, in words that are safe in a doc comment (`codeInDoc` for what a notebook says). */
  doc: string;
}

/** `declare const factor: number;` for each value that code can name. */
export function valueDeclarations(values: readonly ScopeValue[]): string {
  return values
    .filter(({ name }) => canBeIdentifier(name))
    .map(({ name, type, doc }) => `${docComment([doc])}\ndeclare const ${name}: ${type};\n`)
    .join("");
}
