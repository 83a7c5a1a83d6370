import { parameterTexts, type Signature, signatureText } from "./functionCatalogue.ts";
import type { SqlKnowledge } from "./known.ts";
import { openBracket } from "./sqlExpectation.ts";
import { sqlPlace } from "./sqlPlace.ts";

/** How the call around a place can be made. */
export interface SignatureHelp {
  signatures: {
    label: string;
    /** Where each parameter stands in the label, as [start, end). */
    parameters: [number, number][];
  }[];
  /** Which of them fits the arguments so far. */
  activeSignature: number;
  activeParameter: number;
  documentation: string;
}

/** Signatures shown of a function that has many. */
const mostSignatures = 12;

/** The signatures of the function whose arguments the offset is in; null where there is none that is known. */
export function sqlSignature(text: string, offset: number, known: SqlKnowledge): SignatureHelp | null {
  const { tree, previous, inside } = sqlPlace(text, offset);
  if (inside === "comment") return null;
  const open = openBracket(tree, previous);
  if (open === null || tree.text(open) !== "(" || tree.text(open - 2) === ".") return null;
  const called = known.functions.get(tree.text(open - 1).toLowerCase());
  if (!called || called.signatures.length === 0) return null;
  let argument = 0;
  for (let i = open + 1; i <= previous; i = Math.max(tree.after(i), i + 1))
    if (tree.text(i) === ",") argument++;
  const signatures = distinct(called.name, called.signatures).slice(0, mostSignatures);
  const fits = signatures.findIndex(
    ({ parameters, varargs }) => varargs !== null || parameters.length > argument,
  );
  const active = signatures[Math.max(fits, 0)];
  const last = (active?.parameters.length ?? 1) - 1 + (active?.varargs == null ? 0 : 1);
  return {
    signatures: signatures.map((signature) => shown(called.name, signature)),
    activeSignature: Math.max(fits, 0),
    activeParameter: Math.min(argument, Math.max(last, 0)),
    documentation: called.description,
  };
}

function distinct(name: string, signatures: readonly Signature[]): Signature[] {
  const seen = new Set<string>();
  return signatures.filter((signature) => {
    const label = signatureText(name, signature);
    return !seen.has(label) && seen.add(label);
  });
}

function shown(name: string, signature: Signature): SignatureHelp["signatures"][number] {
  let at = name.length + 1;
  const parameters = parameterTexts(signature).map((text): [number, number] => {
    const start = at;
    at += text.length + 2;
    return [start, start + text.length];
  });
  return { label: signatureText(name, signature), parameters };
}
