import { FolderSync, X } from "lucide-react";
import { useMemo } from "react";
import { locationFileName } from "../../lib/relink/locationFileName.ts";
import { missingSources } from "../../lib/relink/missingSources.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Bar } from "../ui/Bar.tsx";
import { Button } from "../ui/Button.tsx";
import { someOf } from "./linkText.ts";

/** Once after a notebook was opened: which of its files are not here, and the one click that brings them back. */
export function RelinkBar() {
  const sources = useApp((state) => state.sources);
  const document = useApp((state) => state.document);
  const links = useApp((state) => state.relink.links);
  const commands = useCommands();
  const { waiting, absent } = useMemo(() => {
    const missing = missingSources(document, sources);
    const isWaiting = (relation: string) => links[relation]?.status === "waiting";
    const names = (among: typeof missing) => [
      ...new Set(among.map(({ entry }) => locationFileName(entry.location))),
    ];
    return {
      waiting: names(missing.filter(({ relation }) => isWaiting(relation))),
      absent: names(missing.filter(({ relation }) => !isWaiting(relation))),
    };
  }, [sources, document, links]);
  if (waiting.length + absent.length === 0) return null;
  return (
    <Bar
      label="Sources of this notebook"
      icon={<FolderSync />}
      text={
        <>
          {waiting.length > 0 && (
            <>
              Sources of this notebook: <strong>{someOf(waiting)}</strong>.{" "}
            </>
          )}
          {absent.length > 0 && (
            <>
              {waiting.length > 0 ? "Not here: " : "Files of this notebook that are not here: "}
              <strong>{someOf(absent)}</strong>.
            </>
          )}
        </>
      }
    >
      {absent.length > 0 && (
        <Button
          label="Find files…"
          tone={waiting.length > 0 ? "plain" : "primary"}
          onClick={() => commands.findFiles(true)}
        />
      )}
      {waiting.length > 0 && (
        <Button label="Open again" tone="primary" onClick={() => void commands.reopenSources()} />
      )}
      <Button
        icon={<X />}
        label="Not now"
        iconOnly
        tone="quiet"
        tipSide="below-end"
        onClick={() => commands.closeRelinkOffer()}
      />
    </Bar>
  );
}
