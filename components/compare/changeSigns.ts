import type { ChangeKind } from "../../lib/compare/diffRows.ts";

/** Kinds of change by a sign, so that they are told apart without their colours. */
export const changeSigns: Readonly<Record<ChangeKind, string>> = { added: "+", removed: "−", changed: "≠" };
