import type { KeyboardEvent } from "react";
import { SearchField } from "../ui/SearchField.tsx";
import styles from "./Flow.module.css";

/** Finds nodes by their name: Enter goes from one to the next, with Shift back, and with the last one found opens it. */
export function FlowSearch(props: {
  typed: string;
  onType: (text: string) => void;
  found: ReadonlySet<number> | null;
  current: number;
  onShow: (at: number) => void;
  onOpen: (at: number) => void;
}) {
  const { typed, onType, found, current, onShow, onOpen } = props;
  const list = found === null ? [] : [...found];
  const place = list.indexOf(current);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || list.length === 0) return;
    event.preventDefault();
    const [only] = list;
    if (list.length === 1 && only !== undefined && place === 0) onOpen(only);
    else onShow(list[(place + (event.shiftKey ? -1 : 1) + list.length) % list.length] ?? current);
  }

  return (
    <SearchField
      label="Find in the graph"
      placeholder="Find a cell or source"
      value={typed}
      onType={onType}
      onKeyDown={onKeyDown}
    >
      <span className={styles.found} role="status">
        {found === null ? "" : place >= 0 ? `${place + 1} of ${list.length}` : `${list.length} found`}
      </span>
    </SearchField>
  );
}
