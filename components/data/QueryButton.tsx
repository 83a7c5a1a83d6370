import { SquareTerminal } from "lucide-react";
import { Button } from "../ui/Button.tsx";
import styles from "./DataTree.module.css";
import { useQueryRelation } from "./useQueryRelation.ts";

/** Shows a relation's rows in a new cell. */
export function QueryButton({ relation }: { relation: string }) {
  const query = useQueryRelation();
  return (
    <Button
      className={styles.query}
      icon={<SquareTerminal />}
      label={`Query ${relation}`}
      iconOnly
      tone="quiet"
      tipSide="below-end"
      tabIndex={-1}
      onClick={() => query(relation)}
    />
  );
}
