import type { Column } from "../../lib/engine/protocol.ts";
import type { FilterDraft } from "../../lib/view/filterDraft.ts";
import styles from "./FilterPopover.module.css";

/** The text that a column's values are looked through for. */
export function TextFields(props: {
  column: Column;
  draft: FilterDraft;
  onChange(part: Partial<FilterDraft>): void;
}) {
  const { column, draft, onChange } = props;
  const isExpression = draft.how === "matches";
  return (
    <>
      <input
        className={styles.input}
        aria-label={`${isExpression ? "Regular expression" : "Text"} for ${column.name}`}
        placeholder={isExpression ? "^ab.*[0-9]$" : "Text"}
        autoComplete="off"
        spellCheck={false}
        value={draft.text}
        onChange={({ target }) => onChange({ text: target.value })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={draft.matchCase}
          onChange={({ target }) => onChange({ matchCase: target.checked })}
        />
        <span>Tell capital letters from small ones</span>
      </label>
    </>
  );
}
