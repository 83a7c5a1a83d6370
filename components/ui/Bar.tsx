import type { ReactNode } from "react";
import styles from "./Bar.module.css";

/** A calm line over the notebook: what is so, and what can be done about it. `children` are its buttons. */
export function Bar(props: {
  label: string;
  icon: ReactNode;
  tone?: "warn";
  text: ReactNode;
  /** Said by assistive technology when it comes or changes. */
  isNews?: boolean;
  children: ReactNode;
}) {
  const { label, icon, tone, text, isNews = false, children } = props;
  return (
    <section className={styles.bar} aria-label={label}>
      <span className={styles.icon} data-tone={tone} aria-hidden="true">
        {icon}
      </span>
      <p className={styles.text} role={isNews ? "status" : undefined}>
        {text}
      </p>
      <div className={styles.actions}>{children}</div>
    </section>
  );
}
