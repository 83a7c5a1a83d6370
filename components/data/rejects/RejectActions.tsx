import { Wrench } from "lucide-react";
import { useUiStore } from "../../notebook/UiContext.tsx";
import { countOf } from "../../ui/formatCount.ts";
import { rejectsOf } from "../relationQuery.ts";
import { useQueryRelation } from "../useQueryRelation.ts";
import styles from "./RejectActions.module.css";

/** What can be done about the rows that a source could not take. */
export function RejectActions({ relation, rejected }: { relation: string; rejected: number }) {
  const query = useQueryRelation();
  const ui = useUiStore();
  return (
    <div className={styles.actions}>
      <button type="button" onClick={() => query(rejectsOf(relation))}>
        Show the {countOf(rejected, "rejected row")}
      </button>
      <button type="button" onClick={() => ui.setState({ fixing: relation })}>
        <Wrench aria-hidden="true" /> Fix rejected rows…
      </button>
    </div>
  );
}
