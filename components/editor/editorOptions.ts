import type * as Monaco from "monaco-editor/editor";
import type { EditorLanguage } from "../../lib/editor/highlightText.ts";
import { lineHeightPx, paddingBlockPx, paddingInlinePx } from "./editorMetrics.ts";

/** How a cell's editor looks and behaves; metrics are those of the text that waits for it. */
export function editorOptions(
  language: EditorLanguage,
  fontFamily: string,
): Monaco.editor.IStandaloneEditorConstructionOptions {
  const prose = language === "markdown";
  return {
    fontFamily,
    fontSize: 13,
    lineHeight: lineHeightPx,
    fontLigatures: false,
    padding: { top: paddingBlockPx, bottom: paddingBlockPx },
    lineDecorationsWidth: paddingInlinePx,
    lineNumbers: "off",
    glyphMargin: false,
    folding: false,
    minimap: { enabled: false },
    stickyScroll: { enabled: false },
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    renderLineHighlight: "none",
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    scrollbar: {
      // The page scrolls on where the editor cannot.
      alwaysConsumeMouseWheel: false,
      ignoreHorizontalScrollbarInContentHeight: true,
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 8,
      useShadows: false,
    },
    wordWrap: prose ? "on" : "off",
    wrappingStrategy: prose ? "advanced" : "simple",
    occurrencesHighlight: "off",
    links: false,
    // Names in any script are ordinary here; only characters that cannot be seen are pointed out.
    unicodeHighlight: { ambiguousCharacters: false },
    // In JSON every word stands in quotes.
    quickSuggestions: language === "json" ? { other: true, strings: true, comments: false } : !prose,
    wordBasedSuggestions: "off",
    // Enter must stay a line end while a name is typed that looks like another; Tab takes a suggestion.
    acceptSuggestionOnEnter: language === "sql" ? "off" : "smart",
    acceptSuggestionOnCommitCharacter: false,
    suggest: { showStatusBar: false, preview: false, showWords: false },
    inlineSuggest: { enabled: false },
    tabSize: 2,
    detectIndentation: false,
    accessibilitySupport: "auto",
    // The textarea behaves the same in every browser engine and takes text from any input method.
    editContext: false,
    fixedOverflowWidgets: true,
    maxTokenizationLineLength: 20_000,
    automaticLayout: false,
  };
}
