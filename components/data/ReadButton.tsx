import { SlidersHorizontal } from "lucide-react";
import { useUiStore } from "../notebook/UiContext.tsx";
import styles from "./SourceState.module.css";

/** Opens the dialog on how a source is read. */
export function ReadButton({ relation }: { relation: string }) {
  const ui = useUiStore();
  return (
    <button type="button" className={styles.link} onClick={() => ui.setState({ reading: relation })}>
      <SlidersHorizontal aria-hidden="true" /> Change how it is read…
    </button>
  );
}
