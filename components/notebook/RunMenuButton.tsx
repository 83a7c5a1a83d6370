import { ChevronDown } from "lucide-react";
import { Suspense, useState } from "react";
import { useApp } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import styles from "./Toolbar.module.css";

const RunMenu = lazyPart(() => import("./RunMenu.tsx").then((module) => ({ default: module.RunMenu })));

/** Opens the menu of all ways to run, and says where edits run what they change. */
export function RunMenuButton() {
  const isAutomatic = useApp((state) => state.document.run !== undefined);
  const [trigger, setTrigger] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        icon={<ChevronDown />}
        label="More ways to run"
        iconOnly
        tone="quiet"
        data-part="run-menu"
        aria-haspopup="menu"
        aria-expanded={trigger !== null}
        onClick={(event) => setTrigger(event.currentTarget)}
      />
      {isAutomatic && <span className={styles.mode}>Automatic</span>}
      {trigger && (
        <Suspense>
          <RunMenu trigger={trigger} onClose={() => setTrigger(null)} />
        </Suspense>
      )}
    </>
  );
}
