import { keyLabel } from "../../lib/notebookKeys/keyLabel.ts";
import { isMac } from "./isMac.ts";
import styles from "./Keys.module.css";

/** A key or a combination, drawn as keycaps. */
export function Keys({ keys }: { keys: string }) {
  const seen = new Map<string, number>();
  return (
    <span className={styles.keys}>
      {keyLabel(keys, isMac).map((part) => {
        const times = (seen.get(part) ?? 0) + 1;
        seen.set(part, times);
        return (
          <kbd key={`${part} ${times}`} className={styles.key}>
            {part}
          </kbd>
        );
      })}
    </span>
  );
}
