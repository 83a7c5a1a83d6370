import { SlidersHorizontal, Trash2 } from "lucide-react";
import type { Receipt } from "../../lib/engine/protocol.ts";
import type { SourceView } from "../../lib/store/state.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { EditableText } from "../ui/EditableText.tsx";
import { formatBytes } from "../ui/formatBytes.ts";
import { countOf } from "../ui/formatCount.ts";
import { formatElapsed } from "../ui/formatElapsed.ts";
import { trafficText } from "../ui/trafficText.ts";
import { ManySource } from "./add/ManySource.tsx";
import { CopyReceipt } from "./CopyReceipt.tsx";
import { KeptFact } from "./KeptFact.tsx";
import styles from "./ReceiptDetails.module.css";
import { RejectActions } from "./rejects/RejectActions.tsx";

/** The rest of a receipt, and what can be done with its source. */
export function ReceiptDetails({ source, receipt }: { source: SourceView; receipt: Receipt }) {
  const commands = useCommands();
  const ui = useUiStore();
  const { relation } = source;
  return (
    <div className={styles.details}>
      {receipt.rejected > 0 && <RejectActions relation={relation} rejected={receipt.rejected} />}
      <dl>
        <Fact name="Name">
          <EditableText
            mono
            label={`Name of source ${relation}`}
            value={relation}
            onCommit={(text) => commands.renameSource(relation, text)}
          />
        </Fact>
        <Fact name="File">
          {receipt.file}
          {source.file !== receipt.file && <span className={styles.item}>{source.file}</span>}
        </Fact>
        <Fact name="Format">{[receipt.format, receipt.encoding].filter(Boolean).join(", ")}</Fact>
        <Fact name="Size">{formatBytes(receipt.bytes)}</Fact>
        <Fact name="Rows">
          {receipt.uncounted ? "not counted" : countOf(receipt.rows, "row")}
          {!receipt.exact && !receipt.uncounted && ", still counting"}
        </Fact>
        <Fact name="Time">{formatElapsed(receipt.elapsedMs)}</Fact>
        {source.traffic && <Fact name="Fetched">{trafficText(source.traffic)}</Fact>}
        <KeptFact relation={relation}>{(content) => <Fact name="Kept">{content}</Fact>}</KeptFact>
        {receipt.skipped.length > 0 && (
          <Fact name="Skipped">
            {receipt.skipped.map(({ reason, lines }) => (
              <span key={reason} className={styles.item}>
                {countOf(lines, "line")}: {reason}
              </span>
            ))}
          </Fact>
        )}
      </dl>
      {receipt.notes.length > 0 && (
        <ul className={styles.notes}>
          {receipt.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <ManySource relation={relation} />
      <div className={styles.actions}>
        <Button
          icon={<SlidersHorizontal />}
          label="Change how it is read…"
          tone="quiet"
          onClick={() => ui.setState({ reading: relation })}
        />
        <CopyReceipt source={source} receipt={receipt} />
        <Button
          icon={<Trash2 />}
          label={`Remove ${relation}`}
          tone="quiet"
          onClick={() => commands.removeSource(relation)}
        />
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
