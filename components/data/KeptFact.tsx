import type { ReactNode } from "react";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import styles from "./KeptFact.module.css";
import { keptText } from "./linkText.ts";

/** What a reload of the page will find of a source's file; `children` draws it as a fact of the receipt. */
export function KeptFact({
  relation,
  children,
}: {
  relation: string;
  children: (content: ReactNode) => ReactNode;
}) {
  const link = useApp((state) => state.relink.links[relation]);
  const commands = useCommands();
  if (link?.status !== "kept") return null;
  return children(
    <>
      {keptText(link)}.
      {link.handle && (
        <button type="button" className={styles.check} onClick={() => void commands.reloadSource(relation)}>
          Check the file for changes
        </button>
      )}
    </>,
  );
}
