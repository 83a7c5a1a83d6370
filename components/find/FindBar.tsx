import { ArrowDown, ArrowUp, CaseSensitive, Regex, WholeWord, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { emptyQuery, type FindQuery } from "../../lib/notebookFind/findQuery.ts";
import { matchBeside } from "../../lib/notebookFind/nextMatch.ts";
import { useUi, useUiStore } from "../notebook/UiContext.tsx";
import { useApp } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { formatCount } from "../ui/formatCount.ts";
import styles from "./FindBar.module.css";
import { markedText } from "./markedText.ts";
import { useFinding } from "./useFinding.ts";
import { useReplacing } from "./useReplacing.ts";

/** What was looked for last, so that the bar opens with it. */
let last: { query: FindQuery; replacement: string } = { query: emptyQuery, replacement: "" };

/** Finds in all cells and replaces there; above the notebook, so that it covers no text. */
export function FindBar() {
  const ui = useUiStore();
  const replaces = useUi((state) => state.find?.replace === true);
  const asked = useUi((state) => state.find?.asked ?? 0);
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(() => ({ ...last.query, text: markedText() || last.query.text }));
  const [replacement, setReplacement] = useState(last.replacement);
  const finding = useFinding(query, replacement);
  const { found, at } = finding;
  const replacing = useReplacing(finding);
  const writable = useApp((state) => state.writable);

  useEffect(() => {
    last = { query, replacement };
  }, [query, replacement]);
  // Asked for again by its key, the bar takes the keyboard back.
  useEffect(() => {
    if (asked === 0) return;
    field.current?.focus();
    field.current?.select();
  }, [asked]);

  function close(): void {
    ui.setState({ find: null });
    finding.leave();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  }

  function onFieldKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    finding.go(matchBeside(found.matches.length, at, event.shiftKey ? -1 : 1));
  }

  const change = (to: Partial<FindQuery>) => {
    replacing.forget();
    setQuery({ ...query, ...to });
  };
  const isNone = found.matches.length === 0;
  return (
    <search className={styles.bar} aria-label="Find in all cells" onKeyDown={onKey}>
      <div className={styles.line}>
        <input
          ref={field}
          className={styles.field}
          aria-label="Find in all cells"
          aria-invalid={found.problem !== null}
          aria-describedby="find-state"
          placeholder="Find in all cells"
          spellCheck={false}
          autoComplete="off"
          value={query.text}
          onChange={({ target }) => change({ text: target.value })}
          onKeyDown={onFieldKey}
        />
        <Toggle
          icon={<CaseSensitive />}
          label="Match case"
          isOn={query.matchCase}
          onChange={(matchCase) => change({ matchCase })}
        />
        <Toggle
          icon={<WholeWord />}
          label="Whole words"
          isOn={query.wholeWord}
          onChange={(wholeWord) => change({ wholeWord })}
        />
        <Toggle
          icon={<Regex />}
          label="Regular expression"
          isOn={query.isPattern}
          onChange={(isPattern) => change({ isPattern })}
        />
        <span
          id="find-state"
          className={styles.state}
          role="status"
          data-problem={found.problem !== null || undefined}
        >
          {replacing.said ?? stateText(query, found, at)}
        </span>
        <Button
          icon={<ArrowUp />}
          label="Previous match"
          hint="Shift+Enter"
          iconOnly
          tone="quiet"
          disabled={isNone}
          onClick={() => finding.go(matchBeside(found.matches.length, at, -1))}
        />
        <Button
          icon={<ArrowDown />}
          label="Next match"
          hint="Enter"
          iconOnly
          tone="quiet"
          disabled={isNone}
          onClick={() => finding.go(matchBeside(found.matches.length, at, 1))}
        />
        <Button
          label="Replace"
          tone="quiet"
          aria-expanded={replaces}
          onClick={() => ui.setState({ find: { replace: !replaces, asked } })}
        />
        <Button
          className={styles.close}
          icon={<X />}
          label="Close find"
          iconOnly
          tone="quiet"
          tipSide="below-end"
          onClick={close}
        />
      </div>
      {replaces && (
        <div className={styles.line}>
          <input
            className={styles.field}
            aria-label="Replace with"
            placeholder={query.isPattern ? "Replace with ($1, $<name>, \\n)" : "Replace with"}
            spellCheck={false}
            autoComplete="off"
            value={replacement}
            onChange={({ target }) => {
              replacing.forget();
              setReplacement(target.value);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              replacing.one();
            }}
          />
          <Button label="Replace this" disabled={isNone || !writable} onClick={replacing.one} />
          <Button label="Replace all" disabled={isNone || !writable} onClick={replacing.all} />
          {!writable && (
            <span className={styles.state}>
              Another tab writes this notebook; nothing can be replaced here.
            </span>
          )}
        </div>
      )}
    </search>
  );
}

function Toggle(props: { icon: ReactNode; label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  const { icon, label, isOn, onChange } = props;
  return (
    <Button
      icon={icon}
      label={label}
      iconOnly
      tone="quiet"
      className={isOn ? styles.on : undefined}
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
    />
  );
}

function stateText(query: FindQuery, found: ReturnType<typeof useFinding>["found"], at: number): string {
  if (query.text === "") return "";
  if (found.problem !== null) return found.problem;
  const count = found.matches.length;
  if (count === 0) return "Not found";
  return `${at < 0 ? 0 : at + 1} of ${formatCount(count)}${found.isCut ? "+" : ""}`;
}
