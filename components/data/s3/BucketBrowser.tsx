import { useMemo, useState } from "react";
import { isGlob } from "../../../lib/ingest/many/globMatcher.ts";
import { nothingChosen } from "../../../lib/s3/bucketChoice.ts";
import { filterEntries } from "../../../lib/s3/bucketEntries.ts";
import type { Connection } from "../../../lib/s3/connection.ts";
import { Button } from "../../ui/Button.tsx";
import { countOf, formatCount } from "../../ui/formatCount.ts";
import styles from "./BucketBrowser.module.css";
import { Crumbs } from "./Crumbs.tsx";
import { EntryGrid } from "./EntryGrid.tsx";
import { PickBar } from "./PickBar.tsx";
import { useListing } from "./useListing.ts";
import { useMatches } from "./useMatches.ts";

/** What is in a connection's bucket, to choose from. A choice stays while its user looks elsewhere in it. */
export function BucketBrowser({ connection, onDone }: { connection: Connection; onDone: () => void }) {
  const [prefix, setPrefix] = useState(connection.prefix);
  const [typed, setTyped] = useState("");
  const [choice, setChoice] = useState(nothingChosen);
  const listing = useListing(connection.name, prefix);
  const { matches, search, clear } = useMatches(connection.bucket);
  const isSearch = matches.status !== "none";
  const shown = useMemo(() => {
    if (matches.status === "found") return matches.entries;
    return isSearch ? [] : filterEntries(listing.entries, prefix, typed);
  }, [matches, isSearch, listing.entries, prefix, typed]);
  const isPattern = isGlob(typed.trim());

  function open(next: string): void {
    setPrefix(next);
    setTyped("");
    clear();
  }

  return (
    <div className={styles.browser}>
      <Crumbs connection={connection} prefix={prefix} onOpen={open} />
      <form
        className={styles.filter}
        onSubmit={(event) => {
          event.preventDefault();
          if (isPattern) void search(prefix + typed.trim());
        }}
      >
        <input
          className={styles.typed}
          aria-label="Filter by name, or a pattern"
          placeholder="Filter by name, or a pattern such as **/*.parquet"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            if (isSearch) clear();
          }}
        />
        {isPattern && <Button type="submit" label="Search the bucket" />}
      </form>
      <EntryGrid
        key={isSearch ? `search ${matches.pattern}` : prefix}
        label={`Objects of ${connection.bucket}/${prefix}`}
        entries={shown}
        prefix={prefix}
        choice={choice}
        isBusy={matches.status === "searching" || (!isSearch && listing.isLoading)}
        onChoice={setChoice}
        onOpen={open}
        onUp={prefix === connection.prefix ? null : () => open(parentOf(prefix))}
        onEnd={isSearch ? null : listing.more}
      />
      <div className={styles.status} role="status">
        {isSearch ? (
          <SearchStatus matches={matches} onRetry={search} />
        ) : (
          <ListStatus listing={listing} shown={shown.length} isFiltered={typed.trim() !== ""} />
        )}
      </div>
      <PickBar
        connection={connection}
        choice={choice}
        shown={shown}
        pattern={matches.status === "found" && matches.entries.length > 0 ? matches.pattern : null}
        matched={matches.status === "found" ? matches.entries : []}
        onClear={() => setChoice(nothingChosen)}
        onDone={onDone}
      />
    </div>
  );
}

function ListStatus(props: { listing: ReturnType<typeof useListing>; shown: number; isFiltered: boolean }) {
  const { listing, shown, isFiltered } = props;
  const { entries, next, isLoading, error, more, again } = listing;
  if (error) return <Trouble error={error} onRetry={again} />;
  const loaded = `${formatCount(entries.length)} ${entries.length === 1 ? "entry" : "entries"}`;
  const text =
    isLoading && entries.length === 0
      ? "Listing…"
      : entries.length === 0
        ? "Nothing is here."
        : isFiltered
          ? `${formatCount(shown)} of the ${loaded} loaded here`
          : next === null
            ? loaded
            : `The first ${loaded}`;
  return (
    <>
      <span>{text}</span>
      {isLoading && entries.length > 0 && <span>Listing…</span>}
      {!isLoading && next !== null && <Button label="Load more" tone="quiet" onClick={more} />}
    </>
  );
}

function SearchStatus(props: {
  matches: Exclude<ReturnType<typeof useMatches>["matches"], { status: "none" }>;
  onRetry: (pattern: string) => Promise<void>;
}) {
  const { matches, onRetry } = props;
  switch (matches.status) {
    case "searching":
      return <span>Searching the bucket for {matches.pattern}…</span>;
    case "failed":
      return <Trouble error={matches.error} onRetry={() => void onRetry(matches.pattern)} />;
    case "found":
      return (
        <span>
          {matches.entries.length === 0
            ? `No object fits ${matches.pattern}`
            : `${countOf(matches.entries.length, "object")} ${matches.entries.length === 1 ? "fits" : "fit"} ${matches.pattern}`}
        </span>
      );
  }
}

function Trouble({ error, onRetry }: { error: { message: string; hint?: string }; onRetry: () => void }) {
  return (
    <>
      <span className={styles.trouble} role="alert">
        {error.message} {error.hint}
      </span>
      <Button label="Try again" tone="quiet" onClick={onRetry} />
    </>
  );
}

function parentOf(prefix: string): string {
  return prefix.slice(0, prefix.lastIndexOf("/", prefix.length - 2) + 1);
}
