import { Plus } from "lucide-react";
import { Suspense } from "react";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import styles from "./DataPanel.module.css";
import { DataTree } from "./DataTree.tsx";

const EmptyData = lazyPart(() => import("./EmptyData.tsx").then((module) => ({ default: module.EmptyData })));

/** Sources, the relations that cells made, and their columns. */
export function DataPanel() {
  const hasSources = useApp((state) => state.sources.length > 0);
  const hasRelations = useApp((state) => state.relations.length > 0);
  const commands = useCommands();
  return (
    <section className={styles.panel} aria-label="Data">
      <header className={styles.header}>
        <h2 className={styles.title}>Data</h2>
        <Button
          icon={<Plus />}
          label="Add files"
          iconOnly
          tone="quiet"
          tipSide="below-end"
          onClick={() => void commands.pickFiles()}
        />
      </header>
      <div className={styles.scroll}>
        {(hasSources || hasRelations) && <DataTree />}
        {!hasSources && (
          <Suspense>
            <EmptyData />
          </Suspense>
        )}
      </div>
    </section>
  );
}
