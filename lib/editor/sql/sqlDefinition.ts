import type { Maker, SqlKnowledge } from "./known.ts";
import type { TextRange } from "./sqlPlace.ts";
import { sqlSymbol } from "./sqlSymbol.ts";

/** Where a name comes from: another cell or a source, or a place in the same text. */
export type Definition = { kind: "maker"; maker: Maker } | { kind: "place"; range: TextRange };

/** Where what stands at an offset of a SQL cell is made; null where that is not known. */
export function sqlDefinition(text: string, offset: number, known: SqlKnowledge): Definition | null {
  const symbol = sqlSymbol(text, offset, known);
  switch (symbol?.kind) {
    case "relation":
      return symbol.relation.maker ? { kind: "maker", maker: symbol.relation.maker } : null;
    case "local":
      return { kind: "place", range: symbol.made };
    case "column":
      return symbol.of?.maker ? { kind: "maker", maker: symbol.of.maker } : null;
    case "parameter":
      return { kind: "maker", maker: symbol.parameter.maker };
    default:
      return null;
  }
}
