import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";

type ButtonProps = Omit<ComponentProps<"button">, "children" | "type"> & {
  type?: "button" | "submit";
  icon?: ReactNode;
  /** Its accessible name, and its text unless `iconOnly`. */
  label: string;
  /** "narrow" hides the text only where the window is narrow. */
  iconOnly?: boolean | "narrow";
  tone?: "plain" | "primary" | "quiet" | "danger";
  /** Shown with the name on hover and focus: a key, or what it does. */
  hint?: string;
  tipSide?: "below" | "below-start" | "below-end" | "above";
};

/** A button with an icon, a text, or both; without text its name shows on hover and focus. */
export function Button({
  icon,
  label,
  iconOnly = false,
  tone = "plain",
  hint,
  tipSide = "below",
  className,
  ...rest
}: ButtonProps) {
  const tip = hint ? `${label} · ${hint}` : label;
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={iconOnly || hint ? tip : undefined}
      data-tip-side={tipSide}
      data-tone={tone}
      data-icon-only={iconOnly === true ? "always" : iconOnly || undefined}
      className={className ? `${styles.button} ${className}` : styles.button}
      {...rest}
    >
      {icon && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      {iconOnly !== true && <span className={styles.text}>{label}</span>}
    </button>
  );
}
