import { type ReactNode, useCallback, useState } from "react";
import type { MadeBy } from "../../lib/store/trace/traceTools.ts";
import type { TracedRow } from "../../lib/trace/matchSql.ts";
import { countEqual } from "../../lib/trace/rowsWith.ts";
import { formatCount } from "../ui/formatCount.ts";
import { Behinds } from "./Behinds.tsx";
import { Guess } from "./Guess.tsx";
import { PairRecords } from "./PairRecords.tsx";
import { SourceLine } from "./SourceLine.tsx";
import { Busy, Notes, Problem } from "./TraceNotes.tsx";
import { useTracing } from "./traceContext.ts";
import { useAnswer } from "./useAnswer.ts";

/** Where a row of a relation comes from. */
export function Origin(props: {
  relation: string;
  row: TracedRow;
  place?: number | null;
  isFirst?: boolean;
}) {
  const { relation, row, place = null, isFirst = false } = props;
  const { tools } = useTracing();
  const made = useAnswer(useCallback(() => tools.madeBy(relation), [tools, relation]));
  if (made.status === "busy") return <Busy text={`Looking at what made ${relation}…`} />;
  if (made.status === "failed") return <Problem text={made.why} />;
  return (
    <>
      {isFirst && made.value.kind === "query" && <EqualRows relation={relation} row={row} />}
      {drawn(made.value, relation, row, place)}
    </>
  );
}

function drawn(made: MadeBy, relation: string, row: TracedRow, place: number | null): ReactNode {
  switch (made.kind) {
    case "source":
      return <SourceLine source={made.source} row={row} place={place} />;
    case "query":
      return <Behinds query={made.query} row={row} name={made.cell.name} reads={made.reads} />;
    case "match":
      return <PairRecords made={made} row={row} />;
    case "unfollowed":
      return (
        <>
          <Notes notes={[made.why]} />
          <Guess reads={made.reads} row={row} />
        </>
      );
    case "nothing":
      return <Notes notes={[`Nothing in this notebook makes ${relation}: it is followed no further.`]} />;
  }
}

/** Whether the row is one of several equal ones: the trace is then of all of them. */
function EqualRows({ relation, row }: { relation: string; row: TracedRow }) {
  const { engine } = useTracing();
  const [asked] = useState(row);
  const count = useAnswer(useCallback(() => countEqual(relation, asked, engine), [engine, relation, asked]));
  if (count.status !== "there" || count.value < 2) return null;
  return (
    <Notes
      notes={[
        `It is one of ${formatCount(count.value)} equal rows of ${relation}; what follows is behind all of them.`,
      ]}
    />
  );
}
