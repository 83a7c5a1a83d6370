import { useApp } from "../ui/AppContext.tsx";
import { LinkQuestionDialog } from "./LinkQuestionDialog.tsx";
import { SharedBar } from "./SharedBar.tsx";
import { WallsBanner } from "./WallsBanner.tsx";

/** What stands over a notebook from elsewhere, and what is asked before one is fetched. */
export function ForeignBars() {
  const asking = useApp((state) => state.asking);
  const wallsMissing = useApp((state) => state.walls === "missing");
  return (
    <>
      {wallsMissing && <WallsBanner />}
      <SharedBar />
      {asking && <LinkQuestionDialog question={asking} />}
    </>
  );
}
