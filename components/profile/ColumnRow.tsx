import { ChevronRight } from "lucide-react";
import { memo, useEffect, useId, useState } from "react";
import { percent } from "../../lib/profile/profileWords.ts";
import type { ColumnState, RelationProfile } from "../../lib/profile/RelationProfile.ts";
import styles from "./ColumnRow.module.css";
import { HintList } from "./HintList.tsx";
import { ProfileFigures } from "./ProfileFigures.tsx";
import { Sparkline } from "./Sparkline.tsx";

interface ColumnRowProps {
  at: number;
  profile: RelationProfile;
  /** Listed, so that it is drawn again only when this column is known better. */
  state: ColumnState;
  relation: string;
  cellId: string | null;
}

/** One column of the profile page: a line, and all about it once it is opened. */
export const ColumnRow = memo(function ColumnRow(props: ColumnRowProps) {
  const { at, profile, state, relation, cellId } = props;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  useEffect(() => (isOpen ? profile.look(at) : undefined), [isOpen, profile, at]);
  const column = profile.columns[at];
  if (!column) return null;
  const looks = state.hints?.filter(({ tone }) => tone === "look").length ?? 0;
  const { distinct } = state.details ?? { distinct: null };
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.line}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        <ChevronRight aria-hidden="true" className={styles.chevron} data-open={isOpen || undefined} />
        <span className={styles.names}>
          <span className={styles.name}>{column.name}</span>
          <span className={styles.quiet}>
            {column.type.toLowerCase().replace("timestamp with time zone", "timestamptz")}
          </span>
        </span>
        <span className={styles.spark}>{state.profile && <Sparkline profile={state.profile} />}</span>
        <span className={styles.numbers}>
          {state.profile && (
            <span>
              {percent(state.profile.nulls, state.profile.rows)} <span className={styles.quiet}>null</span>
            </span>
          )}
          {distinct && (
            <span>
              {distinct.isExact ? "" : "≈ "}
              {distinct.count.toLocaleString("en-US", { notation: "compact" })}{" "}
              <span className={styles.quiet}>distinct</span>
            </span>
          )}
          {looks > 0 && (
            <span className={styles.look}>
              {looks} {looks === 1 ? "hint" : "hints"}
            </span>
          )}
          {state.problem !== null && <span className={styles.problem}>failed</span>}
        </span>
      </button>
      {isOpen && (
        <div id={id} className={styles.details}>
          {state.problem !== null && (
            <p role="alert" className={styles.problem}>
              This column could not be profiled: {state.problem}
            </p>
          )}
          {state.profile ? (
            <ProfileFigures profile={state.profile} details={state.details} onFilter={null} />
          ) : (
            state.problem === null && <p className={styles.quiet}>Looking at the rows…</p>
          )}
          {state.hints && <HintList hints={state.hints} relation={relation} after={cellId} onFilter={null} />}
        </div>
      )}
    </li>
  );
});
