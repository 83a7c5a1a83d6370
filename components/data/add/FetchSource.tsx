import { CloudDownload } from "lucide-react";
import { useUiStore } from "../../notebook/UiContext.tsx";
import { useApp } from "../../ui/AppContext.tsx";

/** Offers to fetch a source that the notebook names by its address; nothing is fetched before. */
export function FetchSource({ relation, className }: { relation: string; className: string | undefined }) {
  const location = useApp((state) => state.document.sources[relation]?.location);
  const ui = useUiStore();
  if (!location || !/^https?:/i.test(location)) return null;
  return (
    <button
      type="button"
      className={className}
      onClick={() => ui.setState({ dialog: "url", urlSource: relation })}
    >
      <CloudDownload aria-hidden="true" /> Fetch…
    </button>
  );
}
