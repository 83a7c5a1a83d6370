import { Search } from "lucide-react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import styles from "./SearchField.module.css";

/** Text to find something by; the first Escape takes it back, the next is for whoever stands around it. */
export function SearchField(props: {
  label: string;
  placeholder: string;
  value: string;
  onType: (text: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  inputRef?: RefObject<HTMLInputElement | null>;
  /** What is said of what was found, at the end of the field. */
  children?: ReactNode;
}) {
  const { label, placeholder, value, onType, onKeyDown, inputRef, children } = props;
  return (
    <div className={styles.field}>
      <Search aria-hidden="true" />
      <input
        ref={inputRef}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onType(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value !== "") {
            event.preventDefault();
            event.stopPropagation();
            onType("");
          } else onKeyDown?.(event);
        }}
      />
      {children}
    </div>
  );
}
