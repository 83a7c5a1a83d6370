import { CloudDownload } from "lucide-react";
import { useUiStore } from "../../notebook/UiContext.tsx";
import { useApp, useCommands } from "../../ui/AppContext.tsx";

/** Offers to fetch a source that the notebook names by its address; nothing is fetched before. */
export function FetchSource({ relation, className }: { relation: string; className: string | undefined }) {
  const location = useApp((state) => state.document.sources[relation]?.location);
  const ui = useUiStore();
  const commands = useCommands();
  if (!location || !/^https?:/i.test(location)) return null;
  return (
    <button
      type="button"
      className={className}
      onClick={() => {
        // One dialog at a time.
        commands.findFiles(false);
        ui.setState({ adding: { show: "url", into: relation } });
      }}
    >
      <CloudDownload aria-hidden="true" /> Fetch…
    </button>
  );
}
