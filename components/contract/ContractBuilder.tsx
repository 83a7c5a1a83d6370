"use client";

import { useMemo, useRef, useState } from "react";
import type { Contract } from "../../lib/contract/contract.ts";
import { readContract } from "../../lib/contract/readContract.ts";
import { resolveColumns } from "../../lib/contract/resolveColumns.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { cellView, relationColumns } from "../../lib/store/selectors.ts";
import { useLeaveOnEscape } from "../params/useLeaveOnEscape.ts";
import { useApp } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { countOf } from "../ui/formatCount.ts";
import { useRested } from "../ui/useRested.ts";
import styles from "./ContractBuilder.module.css";
import { FindingsTable } from "./FindingsTable.tsx";
import { MappingScreen } from "./MappingScreen.tsx";
import { type ContractEdit, useContractEdit } from "./useContractEdit.ts";
import { useDrift } from "./useDrift.ts";

/** A text of so many characters takes longer to read than a key may: it is read when its writer pauses. */
const longText = 20_000;

/** A contract cell as a form: what is pinned, which column of the file is which, and what made it stop. */
export function ContractBuilder({ cell, label }: { cell: Cell; label: string }) {
  const root = useRef<HTMLElement>(null);
  useLeaveOnEscape(root);
  const source = useRested(cell.source, cell.source.length > longText ? 400 : 0);
  const contract = useMemo(() => readContract(source), [source]);
  const from = cell.options.from ?? "";
  const columns = useApp((state) =>
    state.engine.status === "ready" && from !== "" ? relationColumns(state, from) : null,
  );
  const edit = useContractEdit(cell.id);
  return (
    <section ref={root} className={styles.builder} aria-label={`Builder of ${label}`}>
      {contract.ok ? (
        <>
          <PinBar contract={contract.value} from={from} columns={columns} edit={edit} />
          {columns && contract.value.pinned && (
            <Columns label={label} contract={contract.value} from={from} columns={columns} edit={edit} />
          )}
          <Stopped cell={cell} label={label} />
        </>
      ) : (
        <p className={styles.note}>
          The text cannot be read as it stands: {contract.error.message} {contract.error.hint}
        </p>
      )}
    </section>
  );
}

interface Part {
  contract: Contract;
  from: string;
  edit: ContractEdit;
}

/** What is pinned, and the button that pins. */
function PinBar({ contract, from, columns, edit }: Part & { columns: readonly Column[] | null }) {
  const { pinned } = contract;
  const missing =
    from === ""
      ? "Choose above which relation is held to this contract."
      : `Run the cell: what ${from} holds is known then.`;
  return (
    <>
      <div className={styles.bar}>
        <p className={styles.state}>
          {pinned
            ? `Pinned: ${countOf(pinned.columns.length, "column")}${pinned.rows === null ? "" : ` of ${countOf(pinned.rows, "row")}`}.`
            : "Nothing is pinned yet. Once it is, every run is held against it."}
        </p>
        <Button
          label={edit.isPinning ? "Pinning…" : pinned ? "Accept as it is now" : "Pin as it is now"}
          tone={pinned ? "plain" : "primary"}
          disabled={columns === null || edit.isPinning}
          onClick={() => columns && void edit.pin(from, columns)}
        />
      </div>
      {columns === null && <p className={styles.note}>{missing}</p>}
      {edit.problem !== null && (
        <p className={styles.problem}>
          {from} could not be looked at: {edit.problem}
        </p>
      )}
      {!pinned && (
        <p className={styles.note}>
          A pin writes names, types, shares, and the values of columns that have few into the notebook’s text.
        </p>
      )}
    </>
  );
}

/** Which column is which: those that need it, or all. */
function Columns({ label, ...part }: Part & { label: string; columns: readonly Column[] }) {
  const { contract, columns } = part;
  const [areAllShown, setAllShown] = useState(false);
  const resolved = useMemo(() => resolveColumns(contract, columns), [contract, columns]);
  const gone = resolved.columns.filter(({ now, isMapped }) => !now && !isMapped).length;
  const mapped = resolved.columns.filter(({ isMapped }) => isMapped).length;
  const added = resolved.added.length;
  const words = [
    gone > 0 ? `${countOf(gone, "pinned column")} not found` : "All pinned columns are there",
    ...(mapped > 0 ? [`${mapped} mapped`] : []),
    ...(added > 0 ? [`${added} added`] : []),
  ];
  return (
    <>
      <div className={styles.bar}>
        <p className={styles.state} data-tone={gone > 0 ? "warn" : undefined}>
          {words.join(" · ")}
        </p>
        <Button
          label={areAllShown ? "Only what changed" : gone + mapped > 0 ? "All columns" : "Map columns"}
          tone="quiet"
          aria-expanded={areAllShown}
          onClick={() => setAllShown(!areAllShown)}
        />
      </div>
      {(gone > 0 || mapped > 0 || areAllShown) && (
        <MappingScreen {...part} label={label} resolved={resolved} areAllShown={areAllShown} />
      )}
    </>
  );
}

/** What was found where the run stopped: nothing else shows it then. */
function Stopped({ cell, label }: { cell: Cell; label: string }) {
  const hasFailed = useApp((state) => cellView(state, cell.id).run.status === "failed");
  return hasFailed && <StoppedBy cell={cell} label={label} />;
}

function StoppedBy({ cell, label }: { cell: Cell; label: string }) {
  const drift = useDrift(cell);
  // A run that failed otherwise has found nothing.
  if (!drift?.findings.some(({ level }) => level === "stop")) return null;
  return (
    <div className={styles.found}>
      <FindingsTable name={cell.name} label={label} drift={drift} />
    </div>
  );
}
