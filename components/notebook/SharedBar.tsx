import { Play, ShieldCheck } from "lucide-react";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./SharedBar.module.css";

/** Over a notebook that came from elsewhere: nothing of it has run, and what it asks for stands here. */
export function SharedBar() {
  const origin = useApp((state) => state.origin);
  const wants = useApp((state) => state.wants);
  const commands = useCommands();
  if (origin === "own") return null;
  return (
    <section className={styles.bar} aria-label="Shared notebook">
      <ShieldCheck className={styles.icon} aria-hidden="true" />
      <div className={styles.text}>
        <p>
          <strong>Shared notebook.</strong> Nothing in it has run yet. It runs closed off from the network,
          your other notebooks and your keys.
        </p>
        {wants.length > 0 && (
          <p className={styles.wants}>
            It asks for{" "}
            {wants.map((want, at) => (
              <span key={want}>
                {at > 0 && (at === wants.length - 1 ? " and " : ", ")}
                <span className={styles.want}>{want}</span>
              </span>
            ))}
            .
          </p>
        )}
      </div>
      <Button
        icon={<Play />}
        label="Run this notebook"
        tone="primary"
        onClick={() => void commands.runForeign()}
      />
    </section>
  );
}
