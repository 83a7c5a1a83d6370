import { Play, ShieldCheck } from "lucide-react";
import type { NotebookFrom } from "../../lib/store/files/notebookFrom.ts";
import { isReadOnlyHere } from "../../lib/store/selectors.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./SharedBar.module.css";

/** Over a notebook that came from elsewhere: nothing of it has run, and what it asks for stands here. */
export function SharedBar() {
  const origin = useApp((state) => state.origin);
  const from = useApp((state) => state.from);
  const wants = useApp((state) => state.wants);
  const readOnly = useApp(isReadOnlyHere);
  const commands = useCommands();
  if (origin === "own") return null;
  return (
    <section className={styles.bar} aria-label="Shared notebook">
      <ShieldCheck className={styles.icon} aria-hidden="true" />
      <div className={styles.text}>
        <p>
          <strong>Shared notebook{from && `, from ${nameOf(from)}`}.</strong> Nothing in it has run yet.{" "}
          {!readOnly && "It runs closed off from the network, your other notebooks and your keys."}
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
      {!readOnly && (
        <Button
          icon={<Play />}
          label="Run this notebook"
          tone="primary"
          onClick={() => void commands.runForeign()}
        />
      )}
    </section>
  );
}

function nameOf(from: NotebookFrom): string {
  return from.kind === "host" ? from.host : `a ${from.kind}`;
}
