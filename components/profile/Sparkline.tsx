import type { ColumnProfile, Picture } from "../../lib/profile/columnProfile.ts";
import { constantOf } from "../../lib/profile/columnProfile.ts";
import { structFields } from "../../lib/profile/family.ts";
import { percent } from "../../lib/profile/profileWords.ts";
import styles from "./Sparkline.module.css";

/** A column's profile in 28 px of its header: how its values fall, and the share of NULL beneath. */
export function Sparkline({ profile }: { profile: ColumnProfile }) {
  const { rows, nulls, picture } = profile;
  return (
    <span className={styles.spark}>
      <span className={styles.picture}>
        <Drawn profile={profile} picture={picture} />
      </span>
      {nulls > 0 && (
        <span className={styles.nulls} data-part="nulls">
          <span style={{ width: `max(2px, ${(100 * nulls) / rows}%)` }} />
        </span>
      )}
    </span>
  );
}

function Drawn({ profile, picture }: { profile: ColumnProfile; picture: Picture }) {
  const { rows, nulls, family, type } = profile;
  if (rows === nulls) return <Words>all NULL</Words>;
  const constant = constantOf(profile);
  if (constant !== null) return <Words>constant</Words>;
  if (picture.kind === "none") {
    const fields = family === "struct" ? structFields(type).length : 0;
    return <Words>{fields > 0 ? `${fields} field${fields === 1 ? "" : "s"}` : ""}</Words>;
  }
  if (picture.kind === "bins") return <Bars picture={picture} />;
  const { values, of, groups, others, sampled } = picture;
  const [first] = values;
  if (!first) return null;
  if (groups === of) return <Words>{sampled === null ? "all different" : "all different ≈"}</Words>;
  return (
    <>
      <span className={styles.top}>
        <span className={styles.value}>{first.value === "" ? "empty" : first.value}</span>
        <span>
          {sampled === null ? "" : "≈ "}
          {percent(first.count, of)}
        </span>
      </span>
      <span className={styles.stack}>
        {values.map(({ value, count }) => (
          <span key={value} style={{ flexGrow: count }} />
        ))}
        {others > 0 && <span data-part="others" style={{ flexGrow: others }} />}
      </span>
    </>
  );
}

function Words({ children }: { children: string }) {
  return <span className={styles.words}>{children}</span>;
}

/** A bar a bin; one that holds anything is at least a pixel high. */
export function Bars({
  picture,
  heightPx = 20,
}: {
  picture: Extract<Picture, { kind: "bins" }>;
  heightPx?: number;
}) {
  const { bins } = picture;
  const most = Math.max(...bins.map(({ count }) => count));
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${bins.length} ${heightPx}`}
      height={heightPx}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bins.map(({ from, count }, at) => {
        const height = count === 0 ? 0 : Math.max(1.5, (count / most) * heightPx);
        return (
          <rect
            key={from}
            x={at + 0.06}
            width={0.88}
            y={heightPx - height}
            height={height}
            data-from={from}
          />
        );
      })}
    </svg>
  );
}
