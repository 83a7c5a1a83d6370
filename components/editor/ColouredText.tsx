import { useMemo } from "react";
import { type EditorLanguage, highlightText } from "../../lib/editor/highlightText.ts";
import styles from "./CodeEditor.module.css";

/** Code in the editor's colours, without an editor. */
export function ColouredText({ text, language }: { text: string; language: EditorLanguage }) {
  const pieces = useMemo(() => withOffsets(text, language), [text, language]);
  return pieces.map((piece) => (
    <span key={piece.offset} className={piece.kind === "text" ? undefined : styles[piece.kind]}>
      {piece.text}
    </span>
  ));
}

function withOffsets(text: string, language: EditorLanguage) {
  let offset = 0;
  return highlightText(text, language).map((piece) => {
    offset += piece.text.length;
    return { ...piece, offset };
  });
}
