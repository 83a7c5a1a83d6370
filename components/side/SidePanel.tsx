import { X } from "lucide-react";
import { Suspense, useId } from "react";
import { useUi, useUiStore } from "../notebook/UiContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./SidePanel.module.css";
import type { SidePart } from "./sidePart.ts";
import { sideParts } from "./sideParts.tsx";

/** The panel at the right of the notebook: one part at a time, chosen by tabs. */
export function SidePanel() {
  const ui = useUiStore();
  const shown = useUi((state) => state.side);
  const id = useId();
  const current = sideParts.find(({ part }) => part === shown) ?? sideParts[0];
  if (!current || shown === null) return null;
  const { Body } = current;

  function show(part: SidePart | undefined): void {
    if (!part) return;
    ui.setState({ side: part });
    document.getElementById(`${id}-${part}`)?.focus();
  }

  function close(): void {
    ui.setState({ side: null });
    document.querySelector<HTMLElement>('[data-part="side-toggle"]')?.focus();
  }

  return (
    <aside
      className={styles.panel}
      aria-label="Side panel"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
      }}
    >
      <header className={styles.header}>
        <div role="tablist" aria-label="Side panel" className={styles.tabs}>
          {sideParts.map(({ part, label }, at) => (
            <button
              key={part}
              id={`${id}-${part}`}
              type="button"
              role="tab"
              className={styles.tab}
              aria-selected={part === current.part}
              aria-controls={`${id}-body`}
              tabIndex={part === current.part ? 0 : -1}
              onClick={() => show(part)}
              onKeyDown={(event) => {
                const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
                if (by === 0) return;
                event.preventDefault();
                show(sideParts[(at + by + sideParts.length) % sideParts.length]?.part);
              }}
            >
              {label}
            </button>
          ))}
        </div>
        <Button
          icon={<X />}
          label="Close side panel"
          iconOnly
          tone="quiet"
          tipSide="below-end"
          onClick={close}
        />
      </header>
      <div
        id={`${id}-body`}
        role="tabpanel"
        aria-labelledby={`${id}-${current.part}`}
        className={styles.body}
      >
        <Suspense>
          <Body />
        </Suspense>
      </div>
    </aside>
  );
}
