import { Check, LayoutDashboard, Play, Printer, Redo2, RotateCcw, Undo2 } from "lucide-react";
import { withReport } from "../../lib/report/printReport.ts";
import { reportRuns } from "../../lib/report/reportRuns.ts";
import { cellView, isReadOnlyHere } from "../../lib/store/selectors.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { countOf, formatCount } from "../ui/formatCount.ts";
import styles from "./ReportTools.module.css";
import type { ShownReport } from "./useReport.ts";

/** What can be done with the report, and how its results stand. */
export function ReportTools(props: {
  report: ShownReport;
  isArranging: boolean;
  onArrange: (isArranging: boolean) => void;
}) {
  const { report, isArranging, onArrange } = props;
  return (
    <div className={styles.tools}>
      {isArranging ? <ArrangeTools report={report} /> : <RunReport report={report} />}
      {!isArranging && (
        <Button
          icon={<Printer />}
          label="Print"
          tone="quiet"
          onClick={() => window.print()}
          iconOnly="narrow"
        />
      )}
      <Button
        icon={isArranging ? <Check /> : <LayoutDashboard />}
        label={isArranging ? "Done" : "Arrange"}
        tone={isArranging ? "primary" : "quiet"}
        onClick={() => onArrange(!isArranging)}
      />
    </div>
  );
}

function RunReport({ report }: { report: ShownReport }) {
  const commands = useCommands();
  const store = useAppStore();
  const busy = useApp((state) => state.busy);
  const isForeign = useApp((state) => state.origin === "foreign");
  const readOnly = useApp(isReadOnlyHere);
  // In texts, which stay the same until one of these cells changes its state.
  const behind = useApp((state) =>
    reportRuns(report.cells, (id) => cellView(state, id).run.status).behind.join(" "),
  );
  const count = behind === "" ? 0 : behind.split(" ").length;
  const { results } = reportRuns(report.cells, () => "idle");
  if (results.length === 0) return null;
  const run = () => {
    const now = reportRuns(report.cells, (id) => cellView(store.getState(), id).run.status);
    void commands.run(now.behind.length > 0 ? now.behind : now.results);
  };
  return (
    <>
      <p className={styles.status} role="status">
        {busy ? "Running…" : statusText(count, results.length, isForeign)}
      </p>
      {!isForeign && (
        <Button
          icon={<Play />}
          label="Run report"
          tone={count > 0 && !readOnly ? "primary" : "quiet"}
          aria-disabled={readOnly || busy}
          onClick={() => {
            if (!readOnly && !busy) run();
          }}
        />
      )}
    </>
  );
}

function statusText(behind: number, all: number, isForeign: boolean): string {
  if (isForeign) return "Nothing in it has run here.";
  if (behind === 0) return "Up to date";
  return behind === all
    ? `${countOf(all, "result")} to run`
    : `${formatCount(behind)} of ${countOf(all, "result")} to run`;
}

function ArrangeTools({ report }: { report: ShownReport }) {
  const commands = useCommands();
  const store = useAppStore();
  const canUndo = useApp((state) => state.canUndo);
  const canRedo = useApp((state) => state.canRedo);
  return (
    <>
      <Button
        icon={<RotateCcw />}
        label="Back to the default"
        tone="quiet"
        disabled={!report.isArranged}
        onClick={() => {
          const frontMatter = withReport(store.getState().document, null);
          if (frontMatter !== null) commands.edit([{ type: "setFrontMatter", frontMatter }]);
        }}
      />
      <Button
        icon={<Undo2 />}
        label="Undo"
        iconOnly
        tone="quiet"
        disabled={!canUndo}
        onClick={() => commands.undo()}
      />
      <Button
        icon={<Redo2 />}
        label="Redo"
        iconOnly
        tone="quiet"
        disabled={!canRedo}
        onClick={() => commands.redo()}
      />
    </>
  );
}
