import {
  type FunctionCatalogue,
  type FunctionKind,
  type SqlFunction,
  signatureText,
} from "./functionCatalogue.ts";
import type { SqlSuggestion } from "./sqlCompletions.ts";
import type { SqlPlace } from "./sqlPlace.ts";

/** Functions of the kinds that are wanted, as calls with the caret between their brackets. */
export function offerFunctions(
  functions: FunctionCatalogue,
  wanted: (kind: FunctionKind) => boolean,
  order: number,
  { word }: SqlPlace,
  text: string,
): SqlSuggestion[] {
  const isCalled = /^[\p{L}\p{N}_]*\s*\(/u.test(text.slice(word.end, word.end + 100));
  return [...functions.values()]
    .filter(({ kind }) => wanted(kind))
    .map((called) => {
      const { name } = called;
      const insert = isCalled ? name : `${name}()`;
      const suggestion: SqlSuggestion = {
        label: name,
        kind: "function",
        insert,
        detail: detailOf(called),
        order,
      };
      if (!isCalled && !takesNothing(called)) suggestion.isCall = true;
      if (called.description !== "") suggestion.documentation = describeFunction(called);
      return suggestion;
    });
}

function takesNothing({ signatures }: SqlFunction): boolean {
  return (
    signatures.length > 0 &&
    signatures.every(({ parameters, varargs }) => parameters.length === 0 && varargs === null)
  );
}

function detailOf({ kind, signatures }: SqlFunction): string {
  const returns = new Set(signatures.map((signature) => signature.returns ?? ""));
  const [only = ""] = returns;
  const what = kind === "scalar" ? "function" : kind === "macro" ? "macro" : `${kind} function`;
  return returns.size === 1 && only !== "" ? `${what} → ${only}` : what;
}

/** Signatures shown of a function with many. */
const mostShown = 6;

/** What a function does and how it is called, as Markdown. Texts stand in code where Markdown would read them. */
export function describeFunction({ name, signatures, description, examples }: SqlFunction): string {
  const lines = [...new Set(signatures.map((signature) => signatureText(name, signature)))];
  const shown = lines.slice(0, mostShown);
  if (lines.length > mostShown) shown.push(`-- and ${lines.length - mostShown} more`);
  const parts = shown.length > 0 ? [fenced(shown.join("\n"))] : [];
  if (description !== "") parts.push(description);
  if (examples.length > 0) parts.push(fenced(examples.slice(0, 3).join("\n")));
  return parts.join("\n\n");
}

/** SQL as a Markdown code block that its own text cannot end. */
export function fenced(sql: string): string {
  const longest = Math.max(2, ...[...sql.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}sql\n${sql}\n${fence}`;
}
