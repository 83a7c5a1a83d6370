import { Download, Play, Square } from "lucide-react";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { profileCsv, profileJson, profileMarkdown } from "../../lib/profile/exportProfile.ts";
import { ProfileBook } from "../../lib/profile/ProfileBook.ts";
import { type ProfileOrder, profileRows } from "../../lib/profile/profileRows.ts";
import { counted } from "../../lib/profile/profileWords.ts";
import type { RelationProfile } from "../../lib/profile/RelationProfile.ts";
import { relationColumns, relationNames } from "../../lib/store/selectors.ts";
import { useUi, useUiStore } from "../notebook/UiContext.tsx";
import { useGrowingList } from "../notebook/useGrowingList.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { ColumnRow } from "./ColumnRow.tsx";
import styles from "./ProfilePanel.module.css";
import { isCheap, profiledName, profiledRows } from "./profiledRows.ts";
import { useProfileBook } from "./useProfileBook.ts";

/** The profile of a whole relation: every column, found by name and sorted, with all that is known of it. */
export function ProfilePanel() {
  const ui = useUiStore();
  const chosen = useUi((state) => state.profiled);
  const name = useApp((state) => profiledName(state, chosen));
  const names = useApp(relationNames);
  const rows = useApp((state) => profiledRows(state, name));
  const openBook = useProfileBook();
  const profile = useMemo(() => {
    if (!rows) return null;
    const book = openBook({ ProfileBook });
    return "resultKey" in rows ? book.ofResult(rows) : book.ofSource(rows);
  }, [rows, openBook]);
  return (
    <div className={styles.panel}>
      <label className={styles.relation}>
        <span className="visually-hidden">Relation that is profiled</span>
        <select value={name} onChange={({ target }) => ui.setState({ profiled: target.value })}>
          {!names.includes(name) && <option value={name}>{name === "" ? "choose a relation" : name}</option>}
          {names.map((other) => (
            <option key={other} value={other}>
              {other}
            </option>
          ))}
        </select>
      </label>
      {profile && rows ? (
        <Columns key={name} name={name} profile={profile} startsItself={isCheap(rows)} />
      ) : (
        <p className={styles.empty}>
          {name === ""
            ? "Select a cell that has rows, or choose a relation."
            : `There are no rows of ${name} yet. Run the cell that makes it.`}
        </p>
      )}
    </div>
  );
}

function Columns(props: { name: string; profile: RelationProfile; startsItself: boolean }) {
  const { name, profile, startsItself } = props;
  const store = useAppStore();
  const [order, setOrder] = useState<ProfileOrder>("position");
  const [typed, setTyped] = useState("");
  useSyncExternalStore(profile.subscribe, () => profile.version);
  const cellId = useApp((state) => state.document.cells.find((cell) => cell.name === name)?.id ?? null);

  const start = useCallback(() => {
    const state = store.getState();
    const others = relationNames(state).flatMap((other) => {
      const columns = relationColumns(state, other);
      return columns ? [{ name: other, columns }] : [];
    });
    profile.profileAll(name, others);
  }, [store, profile, name]);
  useEffect(() => {
    if (startsItself && profile.done < profile.columns.length) start();
    return () => profile.stop();
  }, [profile, startsItself, start]);

  const names = useMemo(() => profile.columns.map((column) => column.name), [profile]);
  const places = profileRows(names, (at) => profile.column(at), order, typed).map(String);
  const drawn = useGrowingList(places, 24, 24);
  const total = profile.columns.length;
  const { done, isRunning } = profile;
  const rowCount = profile.column(0).profile?.rows ?? null;
  return (
    <>
      <div className={styles.head}>
        <p className={styles.count}>
          {rowCount === null ? "" : `${counted(rowCount, "row")} × `}
          {counted(total, "column")}
        </p>
        {(isRunning || done < total) && (
          <div className={styles.progress}>
            <progress value={done} max={total} aria-label={`Columns of ${name} profiled`} />
            <span>
              {done.toLocaleString("en-US")} of {total.toLocaleString("en-US")}
            </span>
            {isRunning ? (
              <Button icon={<Square />} label="Stop" tone="quiet" onClick={() => profile.stop()} />
            ) : (
              <Button icon={<Play />} label={done === 0 ? "Profile" : "Go on"} tone="quiet" onClick={start} />
            )}
          </div>
        )}
        <div className={styles.tools}>
          <SearchField label="Find a column" placeholder="Find a column" value={typed} onType={setTyped} />
          <select
            className={styles.order}
            aria-label="Order of columns"
            value={order}
            onChange={({ target }) => setOrder(orderOf(target.value))}
          >
            {orders.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      </div>
      <ul className={styles.list} aria-label={`Columns of ${name}`}>
        {drawn.map((place) => {
          const at = Number(place);
          return (
            <ColumnRow
              key={place}
              at={at}
              profile={profile}
              state={profile.column(at)}
              relation={name}
              cellId={cellId}
            />
          );
        })}
      </ul>
      {places.length === 0 && <p className={styles.empty}>No column is called so.</p>}
      <Exports name={name} profile={profile} isDone={done === total} />
    </>
  );
}

const orders: readonly { value: ProfileOrder; label: string }[] = [
  { value: "position", label: "As they stand" },
  { value: "name", label: "By name" },
  { value: "nulls", label: "Most nulls" },
  { value: "distinct", label: "Most distinct" },
  { value: "hints", label: "Most hints" },
];

function orderOf(value: string): ProfileOrder {
  return orders.find((order) => order.value === value)?.value ?? "position";
}

const formats = [
  { ending: "md", label: "Markdown", type: "text/markdown", write: profileMarkdown },
  { ending: "csv", label: "CSV", type: "text/csv", write: profileCsv },
  { ending: "json", label: "JSON", type: "application/json", write: profileJson },
] as const;

/** Saves what is known of all columns. */
function Exports({ name, profile, isDone }: { name: string; profile: RelationProfile; isDone: boolean }) {
  const commands = useCommands();
  const save = ({ ending, type, write }: (typeof formats)[number]) => {
    const columns = profile.columns.map((column, at) => ({
      name: column.name,
      type: column.type,
      ...profile.column(at),
    }));
    const rows = profile.column(0).profile?.rows ?? null;
    void commands.saveText(`${name}-profile.${ending}`, write({ relation: name, rows, columns }), type);
  };
  return (
    <fieldset className={styles.exports}>
      <legend>{isDone ? "Save this profile" : "Save what is known so far"}</legend>
      {formats.map((format) => (
        <Button key={format.ending} icon={<Download />} label={format.label} onClick={() => save(format)} />
      ))}
    </fieldset>
  );
}
