import type { RefObject } from "react";
import { editorAction } from "../../lib/editor/editorKeys.ts";
import type { EditorLanguage } from "../../lib/editor/highlightText.ts";
import styles from "./CodeEditor.module.css";
import { ColouredText } from "./ColouredText.tsx";
import { editorHeightPx, maxColouredLength } from "./editorMetrics.ts";
import type { EditorEvents } from "./mountMonaco.ts";

/** A plain text field that looks like the editor: what is typed before Monaco is there is typed here. */
export function PlainEditor(props: {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  label: string;
  language: EditorLanguage;
  value: string;
  readOnly: boolean;
  invalid: boolean;
  events: EditorEvents;
  onComposing(composing: boolean): void;
}) {
  const { value, language, events, onComposing } = props;
  const large = value.length > maxColouredLength;
  const wrapped = language === "markdown";
  const className = [styles.plain, large && styles.large, wrapped && styles.wrapped]
    .filter(Boolean)
    .join(" ");
  return (
    <div className={className} style={large ? { height: editorHeightPx(value) } : undefined}>
      {!large && (
        <pre className={styles.text} aria-hidden="true">
          <ColouredText text={value} language={language} />
          {/* A last empty line has no height of its own. */}
          {"\u200b"}
        </pre>
      )}
      <textarea
        ref={props.inputRef}
        className={styles.input}
        aria-label={props.label}
        aria-multiline="true"
        aria-invalid={props.invalid || undefined}
        value={value}
        readOnly={props.readOnly}
        rows={1}
        spellCheck={language === "markdown"}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        onChange={(event) => events.onChange(event.target.value)}
        onFocus={events.onFocus}
        onBlur={events.onBlur}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
        onKeyDown={(event) => {
          const action = event.nativeEvent.isComposing ? null : editorAction(event);
          const leaves = event.key === "Escape" && !event.nativeEvent.isComposing;
          if (!action && !leaves) return;
          event.preventDefault();
          event.stopPropagation();
          if (action) events.onAction(action, event.currentTarget.selectionStart);
          else events.onCommandMode();
        }}
      />
    </div>
  );
}
