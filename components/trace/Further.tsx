import { ChevronDown, ChevronRight } from "lucide-react";
import { useCallback, useState } from "react";
import type { TracedRow } from "../../lib/trace/matchSql.ts";
import { Button } from "../ui/Button.tsx";
import { formatCount } from "../ui/formatCount.ts";
import { Origin } from "./Origin.tsx";
import { useTracing } from "./traceContext.ts";
import { useAnswer } from "./useAnswer.ts";

/** The way on from a row of a relation: of a source at once, of a cell's relation when asked for. */
export function Further({
  relation,
  row,
  place,
}: {
  relation: string;
  row: TracedRow;
  place: number | null;
}) {
  const { tools } = useTracing();
  // The row that it was drawn for: an equal one is not asked for again.
  const [asked] = useState(row);
  const [isOpen, setIsOpen] = useState(false);
  const made = useAnswer(useCallback(() => tools.madeBy(relation), [tools, relation]));
  const isCell = made.status === "there" && (made.value.kind === "query" || made.value.kind === "match");
  if (made.status === "busy") return null;
  if (!isCell) return <Origin relation={relation} row={asked} place={place} />;
  const which = place === null ? `this row of ${relation}` : `row ${formatCount(place + 1)} of ${relation}`;
  return (
    <>
      <div>
        <Button
          icon={isOpen ? <ChevronDown /> : <ChevronRight />}
          label={`Where ${which} comes from`}
          tone="quiet"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        />
      </div>
      {isOpen && <Origin relation={relation} row={asked} place={place} />}
    </>
  );
}
