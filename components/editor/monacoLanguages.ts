import type * as Monaco from "monaco-editor/editor";
import { lineLanguages } from "../../lib/editor/highlightText.ts";
import { lexLine } from "../../lib/editor/lexLine.ts";

class LineState implements Monaco.languages.IState {
  constructor(readonly mode: string) {}
  clone(): LineState {
    return this;
  }
  equals(other: Monaco.languages.IState): boolean {
    return other instanceof LineState && other.mode === this.mode;
  }
}

const brackets: Monaco.languages.CharacterPair[] = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
];
const pairs = [
  { open: "(", close: ")" },
  { open: "[", close: "]" },
  { open: "{", close: "}" },
  { open: '"', close: '"', notIn: ["string", "comment"] },
  { open: "'", close: "'", notIn: ["string", "comment"] },
];

/** SQL, JSON and YAML with the same colours as the text that waits for Monaco; DuckDB's SQL is not Monaco's. */
export function registerLineLanguages(monaco: typeof Monaco): void {
  for (const id of ["sql", "json", "yaml"] as const) {
    monaco.languages.register({ id });
    monaco.languages.setTokensProvider(id, {
      getInitialState: () => new LineState(""),
      tokenize(line, state) {
        const lexed = lexLine(lineLanguages[id], line, state instanceof LineState ? state.mode : "");
        return {
          tokens: lexed.tokens.map(({ start, kind }) => ({ startIndex: start, scopes: kind })),
          endState: new LineState(lexed.mode),
        };
      },
    });
  }
  monaco.languages.setLanguageConfiguration("sql", {
    comments: { lineComment: "--", blockComment: ["/*", "*/"] },
    wordPattern: /[\p{L}_][\p{L}\p{N}_$]*/u,
    brackets,
    autoClosingPairs: pairs,
    surroundingPairs: pairs,
  });
  monaco.languages.setLanguageConfiguration("yaml", {
    comments: { lineComment: "#" },
    brackets,
    autoClosingPairs: pairs,
    surroundingPairs: pairs,
  });
  monaco.languages.setLanguageConfiguration("json", {
    brackets,
    autoClosingPairs: pairs.filter(({ open }) => open !== "'"),
    surroundingPairs: pairs.filter(({ open }) => open !== "'"),
    indentationRules: { increaseIndentPattern: /[{[][^}\]"]*$/, decreaseIndentPattern: /^\s*[}\]]/ },
  });
}
