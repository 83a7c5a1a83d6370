import { FileStack, Split } from "lucide-react";
import { patternOf } from "../../../lib/relink/manyLocation.ts";
import { useApp, useCommands } from "../../ui/AppContext.tsx";
import { Button } from "../../ui/Button.tsx";
import styles from "./ManySource.module.css";

/** What can be done with a source that is made from many files. */
export function ManySource({ relation }: { relation: string }) {
  const entry = useApp((state) => state.document.sources[relation]);
  const commands = useCommands();
  if (!entry || patternOf(entry.location) === null) return null;
  const hasNames = entry.options?.filename !== undefined;
  return (
    <div className={styles.many}>
      <Button
        icon={<FileStack />}
        label={hasNames ? "Leave out the file names" : "Add a column of file names"}
        tone="quiet"
        onClick={() => void commands.waysIn().then((ways) => ways.nameFiles(relation, !hasNames))}
      />
      <Button
        icon={<Split />}
        label="Split into one table a file"
        tone="quiet"
        onClick={() => void commands.waysIn().then((ways) => ways.splitTable(relation))}
      />
    </div>
  );
}
