import type { TextChoices } from "../../lib/compare/choices.ts";
import type { ColumnPair } from "../../lib/compare/plan.ts";
import styles from "./CompareBuilder.module.css";

/** What counts as the same text; nothing where no text is compared and nobody says so. */
export function TextChecks(props: {
  text: TextChoices;
  columns: readonly ColumnPair[];
  onWrite: (text: TextChoices) => void;
}) {
  const { text, columns, onWrite } = props;
  const hasText = columns.some(({ before, after }) => [before.type, after.type].includes("VARCHAR"));
  if (!hasText && !text.trim && text.case) return null;
  return (
    <div className={styles.line}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={text.trim}
          onChange={({ target }) => onWrite({ ...text, trim: target.checked })}
        />
        Spaces around texts do not count
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={!text.case}
          onChange={({ target }) => onWrite({ ...text, case: !target.checked })}
        />
        Capital and small letters are the same
      </label>
    </div>
  );
}
