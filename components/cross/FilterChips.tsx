import { ChartColumn, ListFilter } from "lucide-react";
import { countOf } from "../ui/formatCount.ts";
import { ViewChip } from "../view/ViewChip.tsx";
import { crossfilters } from "./crossfilters.ts";
import styles from "./FilterChips.module.css";
import type { Crossfilter } from "./useCrossfilter.ts";

/** What is selected on a chart and on the others of its relation, each with the way to end it. */
export function FilterChips({ label, cross }: { label: string; cross: Crossfilter }) {
  const { own, others, problem } = cross;
  if (!own && others.length === 0 && problem === null) return null;
  return (
    <section
      aria-label={`Selections on ${label}`}
      className={styles.chips}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !own) return;
        event.stopPropagation();
        crossfilters.clear(own.relation, own.owner);
      }}
    >
      <ul className={styles.list}>
        {own && (
          <ViewChip
            icon={<ListFilter />}
            text={cross.selected === null ? own.text : `${own.text}: ${countOf(cross.selected, "row")}`}
            reason={undefined}
            does="Show the rows of what is selected here"
            onEdit={() => cross.showRows(own)}
            onRemove={() => crossfilters.clear(own.relation, own.owner)}
          />
        )}
        {others.map((filter) => (
          <ViewChip
            key={filter.owner}
            icon={<ChartColumn />}
            text={`${filter.label}: ${filter.text}`}
            reason={undefined}
            does="Selected on a chart"
            onRemove={() => crossfilters.clear(filter.relation, filter.owner)}
          />
        ))}
      </ul>
      {problem !== null && (
        <span role="status" className={styles.problem}>
          {problem}
        </span>
      )}
    </section>
  );
}
