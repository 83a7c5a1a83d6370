import { listed } from "../../lib/dataflow/listed.ts";
import type { ShareChoice, Sharing } from "../../lib/store/sharing/sharing.ts";
import { LinkShown } from "./LinkShown.tsx";
import { Refused } from "./Refused.tsx";
import styles from "./ShareDialog.module.css";
import { useMade } from "./useMade.ts";

/** The whole notebook in the link itself. */
export function ShareAsLink({ sharing, choice }: { sharing: Sharing; choice: ShareChoice }) {
  const made = useMade(choice, sharing.link);
  return (
    <>
      <p>
        The whole notebook is in the link itself: it is stored nowhere, and whoever has the link can read it.
        It opens unrun.
      </p>
      {sharing.inputs.length > 0 && (
        <p className={styles.quiet}>It opens with the values that are set now in {listed(sharing.inputs)}.</p>
      )}
      {made === null && <p className={styles.quiet}>Making the link…</p>}
      {made?.ok === false && <Refused error={made.error} />}
      {made?.ok && <LinkShown link={made.value} embed={sharing} />}
    </>
  );
}
