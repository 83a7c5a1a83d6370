import { FileText } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import type { SourceView } from "../../lib/store/state.ts";
import type { TracedRow } from "../../lib/trace/matchSql.ts";
import { tableOf } from "../../lib/trace/relationSql.ts";
import { sourcePlace } from "../../lib/trace/sourcePlace.ts";
import { useApp } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { formatCount } from "../ui/formatCount.ts";
import { Fates } from "./Fates.tsx";
import styles from "./TracePanel.module.css";
import { useTracing } from "./traceContext.ts";
import { useAnswer } from "./useAnswer.ts";

/** The end of a trace: a row of a file. */
export function SourceLine({
  source,
  row,
  place,
}: {
  source: SourceView;
  row: TracedRow;
  place: number | null;
}) {
  const { engine } = useTracing();
  const [isForward, setIsForward] = useState(false);
  const entry = useApp((state) => state.document.sources[source.relation]);
  const found = useMemo(
    () =>
      place === null
        ? null
        : sourcePlace(
            {
              file: source.file,
              columns: source.columns,
              receipt: source.receipt,
              options: Object.keys(entry?.options ?? {}),
              isMany: /[*?]|\/$/.test(entry?.location ?? ""),
            },
            place,
          ),
    [source, place, entry],
  );
  const broken = useAnswer(
    useCallback(async () => {
      if (!found?.brokenSql) return 0;
      const table = await tableOf(source.relation, source.columns, engine);
      if (table === null) return 1;
      const [[count] = []] = await engine.texts(found.brokenSql(table), 1);
      return Number(count ?? 0);
    }, [found, engine, source]),
  );
  const start = useMemo(() => ({ relation: source.relation, place, ...row }), [source.relation, place, row]);
  const line = found?.line ?? null;
  const isSure = line !== null && broken.status === "there" && broken.value === 0;
  return (
    <>
      <div className={styles.source}>
        <FileText aria-hidden="true" />
        <span>
          {found === null
            ? `A row of ${source.file}. Its number is not known: the relation is a view, whose rows are read when they are needed.`
            : isSure
              ? `${found.text}, line ${formatCount(line)}`
              : found.text}
          {line !== null && broken.status === "there" && broken.value > 0 && (
            <span className={styles.quiet}>
              {" "}
              · its line is not certain, since values up to it hold line breaks
            </span>
          )}
        </span>
        <Button
          label="What became of this row"
          tone="quiet"
          aria-expanded={isForward}
          onClick={() => setIsForward(!isForward)}
        />
      </div>
      {isForward && <Fates start={start} />}
    </>
  );
}
