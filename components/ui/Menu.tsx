import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { createContext, type ReactNode, type RefObject, useContext, useRef } from "react";
import styles from "./Menu.module.css";

/** Whether the chosen item takes the focus elsewhere. */
const MovesFocus = createContext<RefObject<boolean>>({ current: false });

/** The floating list of a menu; closing it gives the focus back to the button that opened it. */
export function MenuPopup(props: {
  label: string;
  /** The button it opens from; the focus goes back to it, unless there is another place for it. */
  anchor: HTMLElement;
  backTo?: HTMLElement | null;
  /** Which of its edges is in line with the button's; "end" unless told. */
  align?: "start" | "end";
  /** The landmark in which it stands for assistive technology. */
  container: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  const { label, anchor, backTo, align = "end", container, children } = props;
  const movesFocus = useRef(false);
  return (
    <BaseMenu.Portal container={container}>
      <BaseMenu.Positioner
        className={styles.positioner}
        anchor={anchor}
        positionMethod="fixed"
        align={align}
        sideOffset={4}
        collisionPadding={8}
      >
        <BaseMenu.Popup
          className={styles.popup}
          aria-label={label}
          finalFocus={() => (movesFocus.current ? false : (backTo ?? anchor))}
        >
          <MovesFocus value={movesFocus}>{children}</MovesFocus>
        </BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  );
}

export function MenuItem(props: {
  icon?: ReactNode;
  label: string;
  /** The key that does the same. */
  keys?: string | undefined;
  tone?: "danger";
  disabled?: boolean;
  /** What it does puts the focus where it belongs at once, so that what is typed next arrives there. */
  movesFocus?: boolean;
  onSelect: () => void;
}) {
  const { icon, label, keys, tone, disabled = false, movesFocus = false, onSelect } = props;
  const moves = useContext(MovesFocus);
  const choose = () => {
    moves.current = movesFocus;
    onSelect();
  };
  return (
    <BaseMenu.Item className={styles.item} data-tone={tone} disabled={disabled} onClick={choose}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.label}>{label}</span>
      {keys && (
        <span className={styles.keys} aria-hidden="true">
          {keys}
        </span>
      )}
    </BaseMenu.Item>
  );
}

/** Items of which one holds; `label` says what of. */
export function MenuChoices(props: {
  label: string;
  value: string;
  onChoose: (value: string) => void;
  children: ReactNode;
}) {
  const { label, value, onChoose, children } = props;
  return (
    <BaseMenu.Group className={styles.group}>
      <BaseMenu.GroupLabel className={styles.groupLabel}>{label}</BaseMenu.GroupLabel>
      <BaseMenu.RadioGroup value={value} onValueChange={(next) => onChoose(String(next))}>
        {children}
      </BaseMenu.RadioGroup>
    </BaseMenu.Group>
  );
}

export function MenuChoice({ value, label }: { value: string; label: string }) {
  return (
    <BaseMenu.RadioItem className={styles.item} value={value} closeOnClick>
      <span className={styles.icon} aria-hidden="true">
        <BaseMenu.RadioItemIndicator className={styles.icon}>
          <Check />
        </BaseMenu.RadioItemIndicator>
      </span>
      <span className={styles.label}>{label}</span>
    </BaseMenu.RadioItem>
  );
}

export function MenuGroup({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <BaseMenu.Group className={styles.group}>
      {label && <BaseMenu.GroupLabel className={styles.groupLabel}>{label}</BaseMenu.GroupLabel>}
      {children}
    </BaseMenu.Group>
  );
}
