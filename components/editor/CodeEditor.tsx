"use client";

import type * as Monaco from "monaco-editor/editor";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { EditorLanguage } from "../../lib/editor/highlightText.ts";
import type { Maker } from "../../lib/editor/sql/known.ts";
import styles from "./CodeEditor.module.css";
import type { EditorError, EditorEvents, MountedEditor } from "./mountMonaco.ts";
import { PlainEditor } from "./PlainEditor.tsx";
import { useCalm } from "./useCalm.ts";
import { useMonaco } from "./useMonaco.ts";
import { useNear } from "./useNear.ts";
import { useTurn } from "./useTurn.ts";

/** Editors within this distance of the window are real ones; the rest wait as plain text. */
const nearPx = 600;

export interface CodeEditorProps {
  cellId: string;
  /** The accessible name: "Source of NAME". */
  label: string;
  language: EditorLanguage;
  value: string;
  readOnly?: boolean;
  /** The cell is in edit mode: the editor takes the keyboard. */
  focused: boolean;
  error: EditorError | null;
  onChange(text: string): void;
  onFocus(): void;
  onCommandMode(): void;
  onRun(next: "stay" | "next" | "insert"): void;
  onSplit(offset: number): void;
  onGoTo(maker: Maker): void;
}

/** The source of one cell: plain coloured text that becomes a Monaco editor, in place, once it is near and loaded. */
export function CodeEditor(props: CodeEditorProps) {
  const { cellId, label, language, value, readOnly = false, focused, error } = props;
  const root = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<MountedEditor | null>(null);
  const viewState = useRef<Monaco.editor.ICodeEditorViewState | null>(null);
  const [mounted, setMounted] = useState(false);
  const [typing, setTyping] = useState(false);
  const [composing, setComposing] = useState(false);

  const near = useNear(root, nearPx);
  const wanted = near || focused || typing;
  // Plain editing works until then.
  const calm = useCalm();
  const monaco = useMonaco(wanted && (calm || typing));
  const turn = useTurn(wanted && monaco !== null, focused || typing);
  const show = turn && !composing ? monaco : null;

  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const [events] = useState<EditorEvents>(() => ({
    onChange: (text) => latest.current.onChange(text),
    onFocus: () => {
      setTyping(true);
      latest.current.onFocus();
    },
    onBlur: () => setTyping(false),
    onCommandMode: () => latest.current.onCommandMode(),
    onGoTo: (maker) => latest.current.onGoTo(maker),
    onAction: (action, offset) => {
      if (action === "split") latest.current.onSplit(offset);
      else if (action === "run-stay") latest.current.onRun("stay");
      else latest.current.onRun(action === "run-next" ? "next" : "insert");
    },
  }));

  const held = useRef<{ key: string; model: Monaco.editor.ITextModel } | null>(null);
  useEffect(
    () => () => {
      held.current?.model.dispose();
      held.current = null;
    },
    [],
  );

  // A layout effect, so that the plain field and the editor change places between two frames and no key falls between.
  useLayoutEffect(() => {
    if (!show || !host.current) return;
    const key = `${cellId} ${language}`;
    if (held.current?.key !== key) {
      held.current?.model.dispose();
      viewState.current = null;
      held.current = { key, model: show.cellModel(show.monaco, cellId, language, latest.current.value) };
    }
    const made = show.mountMonaco(
      show,
      host.current,
      held.current.model,
      language,
      viewState.current,
      events,
    );
    made.configure(latest.current.label, latest.current.readOnly ?? false);
    editor.current = made;
    made.setText(latest.current.value);
    made.setError(latest.current.error);
    const plain = input.current;
    if (plain && document.activeElement === plain) {
      made.select(plain.selectionStart, plain.selectionEnd);
      made.focus();
    }
    setMounted(true);
    return () => {
      viewState.current = made.viewState();
      editor.current = null;
      made.dispose();
      setMounted(false);
    };
  }, [show, cellId, language, events]);

  useLayoutEffect(() => editor.current?.configure(label, readOnly), [label, readOnly]);
  useLayoutEffect(() => editor.current?.setText(value), [value]);
  useEffect(() => editor.current?.setError(error), [error]);

  useEffect(() => {
    const within = root.current?.contains(document.activeElement) ?? false;
    if (focused && !within) {
      if (editor.current) editor.current.focus();
      else input.current?.focus();
    } else if (!focused && within && document.activeElement instanceof HTMLElement) {
      document.activeElement.blur();
    }
  }, [focused]);

  return (
    <div ref={root} className={`${styles.syntax} ${styles.editor}`}>
      <div ref={host} className={styles.host} />
      {!mounted && (
        <PlainEditor
          inputRef={input}
          label={label}
          language={language}
          value={value}
          readOnly={readOnly}
          invalid={error !== null}
          events={events}
          onComposing={setComposing}
        />
      )}
    </div>
  );
}
