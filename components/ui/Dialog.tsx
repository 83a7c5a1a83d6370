import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useRef } from "react";
import { Button } from "./Button.tsx";
import styles from "./Dialog.module.css";

/** A modal dialog; closing it gives the focus back to where it was. */
export function Dialog({
  title,
  bare = false,
  isWide = false,
  firstFocus,
  onClose,
  children,
}: {
  title: string;
  /** Without its title line on screen; the name stays for assistive technology. */
  bare?: boolean;
  /** For what needs as much room as there is, such as rows. */
  isWide?: boolean;
  /** What takes the keyboard when it opens; the dialog itself where it is left out. */
  firstFocus?: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
}) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Viewport className={styles.viewport}>
          <BaseDialog.Popup
            ref={popup}
            className={styles.popup}
            data-wide={isWide || undefined}
            initialFocus={firstFocus ?? popup}
          >
            <header className={bare ? "visually-hidden" : styles.header}>
              <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
              <BaseDialog.Close
                render={<Button icon={<X />} label="Close" iconOnly tone="quiet" tipSide="below-end" />}
              />
            </header>
            {children}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
