import type { ReactNode } from "react";
import { binFilter, nullFilter, valueFilter } from "../../lib/profile/barFilter.ts";
import {
  type ColumnDetails,
  type ColumnProfile,
  constantOf,
  valuesOf,
} from "../../lib/profile/columnProfile.ts";
import {
  counted,
  durationText,
  percent,
  profileSentence,
  shortFigure,
} from "../../lib/profile/profileWords.ts";
import type { RowFilter } from "../../lib/profile/rowFilter.ts";
import styles from "./ProfileFigures.module.css";

type AddFilter = ((filter: RowFilter) => void) | null;

/** All that is known of a column, in figures and pictures; bars filter where `onFilter` is given. */
export function ProfileFigures(props: {
  profile: ColumnProfile;
  details: ColumnDetails | null;
  onFilter: AddFilter;
}) {
  const { profile, details, onFilter } = props;
  return (
    <div className={styles.figures}>
      <p>{capital(profileSentence(profile))}.</p>
      <Histogram profile={profile} onFilter={onFilter} />
      <TopValues profile={profile} onFilter={onFilter} />
      <dl className={styles.facts}>
        <Fact label="Rows">{profile.rows.toLocaleString("en-US")}</Fact>
        <Fact label="Nulls">
          <Nulls profile={profile} onFilter={onFilter} />
        </Fact>
        {details ? <DetailFacts profile={profile} details={details} /> : <Waiting />}
      </dl>
      {details?.time && <Cycles time={details.time} />}
      {details?.fields && (
        <ul className={styles.fields}>
          {details.fields.map(({ name, type, nulls }) => (
            <li key={name}>
              <span className={styles.mono}>{name}</span>{" "}
              <span className={styles.quiet}>{type.toLowerCase()}</span>
              {nulls > 0 && <span className={styles.quiet}> {counted(nulls, "null")}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Waiting() {
  return (
    <Fact label="Distinct">
      <span className={styles.quiet}>counting…</span>
    </Fact>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Nulls({ profile, onFilter }: { profile: ColumnProfile; onFilter: AddFilter }) {
  const { nulls, rows } = profile;
  const words = nulls === 0 ? "0" : `${nulls.toLocaleString("en-US")} (${percent(nulls, rows)})`;
  if (nulls === 0 || !onFilter) return words;
  return (
    <button type="button" className={styles.link} onClick={() => onFilter(nullFilter(profile))}>
      {words}
      <span className="visually-hidden">: show only these rows</span>
    </button>
  );
}

function DetailFacts({ profile, details }: { profile: ColumnProfile; details: ColumnDetails }) {
  const { distinct, mean, std, quartiles, text, lengths, time } = details;
  const about = (isExact: boolean) => (isExact ? "" : "≈ ");
  const [first, median, third] = quartiles?.values ?? [];
  const size = text ?? lengths;
  const sized = text ? "Length" : profile.family === "blob" ? "Bytes" : "Items";
  return (
    <>
      {distinct && (
        <Fact label="Distinct">
          {about(distinct.isExact)}
          {distinct.count.toLocaleString("en-US")}
          {distinct.isExact && distinct.count === valuesOf(profile) && distinct.count > 1 && " (all)"}
        </Fact>
      )}
      {mean !== null && <Fact label="Mean">{shortFigure(mean)}</Fact>}
      {size && (
        <Fact label={sized}>
          {size.shortest.toLocaleString("en-US")} – {size.longest.toLocaleString("en-US")}, mean{" "}
          {shortFigure(String(Number(size.mean.toPrecision(4))))}
        </Fact>
      )}
      {time && time.spanMicros !== "0" && <Fact label="Span">{durationText(time.spanMicros)}</Fact>}
      {profile.min !== null && constantOf(profile) === null && (
        <>
          <Fact label="Min">{shown(profile.min)}</Fact>
          <Fact label="Max">{shown(profile.max ?? "")}</Fact>
        </>
      )}
      {quartiles && median && (
        <Fact label="Median">
          {about(quartiles.isExact)}
          {shortFigure(median)}
        </Fact>
      )}
      {quartiles && first && third && (
        <Fact label="Quartiles">
          {about(quartiles.isExact)}
          {shortFigure(first)} – {shortFigure(third)}
        </Fact>
      )}
      {std !== null && <Fact label="Std. deviation">{shortFigure(String(std))}</Fact>}
      {profile.nan > 0 && <Fact label="NaN">{profile.nan.toLocaleString("en-US")}</Fact>}
      {profile.infinite > 0 && <Fact label="Infinite">{profile.infinite.toLocaleString("en-US")}</Fact>}
      {size && size.empty > 0 && <Fact label="Empty">{size.empty.toLocaleString("en-US")}</Fact>}
      {time?.gap && (
        <Fact label="Largest gap">
          {durationText(time.gap.micros)} after {shortFigure(time.gap.after)}
        </Fact>
      )}
    </>
  );
}

function shown(text: string): string {
  return text === "" ? "empty" : shortFigure(text);
}

/** A bar a bin, wide enough to be hit; each tells its range and filters by it. */
function Histogram({ profile, onFilter }: { profile: ColumnProfile; onFilter: AddFilter }) {
  const { picture, name } = profile;
  if (picture.kind !== "bins" || picture.bins.length < 2) return null;
  const { bins, of, counts } = picture;
  const most = Math.max(...bins.map(({ count }) => count));
  const items = counts === "lengths" ? " items" : "";
  return (
    <div>
      <ul aria-label={`Distribution of ${name}`} className={styles.bars}>
        {bins.map((bin) => {
          const words = `${shortFigure(bin.from)} to ${shortFigure(bin.to)}${items}: ${counted(bin.count, "row")}, ${percent(bin.count, of)}`;
          const filter = onFilter && bin.count > 0 ? binFilter(profile, bin) : null;
          const height = bin.count === 0 ? 0 : Math.max(2, (64 * bin.count) / most);
          const bar = <span className={styles.bar} style={{ height }} />;
          return (
            <li key={bin.from} title={words}>
              {filter && onFilter ? (
                <button
                  type="button"
                  aria-label={`Filter ${name}: ${words}`}
                  onClick={() => onFilter(filter)}
                >
                  {bar}
                </button>
              ) : (
                <span role="img" aria-label={words}>
                  {bar}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles.ends} aria-hidden="true">
        <span>{shortFigure(bins[0]?.from ?? "")}</span>
        <span>{shortFigure(bins.at(-1)?.to ?? "")}</span>
      </p>
    </div>
  );
}

function TopValues({ profile, onFilter }: { profile: ColumnProfile; onFilter: AddFilter }) {
  const { picture, name } = profile;
  if (picture.kind !== "values" || (picture.groups === picture.of && picture.of > 1)) return null;
  const { values, others, of, groups, sampled } = picture;
  return (
    <div>
      <ul aria-label={`Most frequent values of ${name}`} className={styles.values}>
        {values.map((entry) => {
          const filter = onFilter ? valueFilter(profile, entry) : null;
          const words = (
            <>
              <span className={styles.value}>
                {entry.value === "" ? <span className={styles.quiet}>empty</span> : entry.value}
                {entry.isCut && "…"}
              </span>
              <span className={styles.count}>
                {entry.count.toLocaleString("en-US")} · {percent(entry.count, of)}
              </span>
              <span
                className={styles.share}
                style={{ width: `${(100 * entry.count) / of}%` }}
                aria-hidden="true"
              />
            </>
          );
          return (
            <li key={entry.value}>
              {filter && onFilter ? (
                <button type="button" onClick={() => onFilter(filter)}>
                  {words}
                  <span className="visually-hidden">: show only these rows</span>
                </button>
              ) : (
                <span>{words}</span>
              )}
            </li>
          );
        })}
      </ul>
      {others > 0 && (
        <p className={styles.quiet}>
          {counted(groups - values.length, "other value")} in {counted(others, "row")}, {percent(others, of)}
        </p>
      )}
      {sampled !== null && (
        <p className={styles.quiet}>≈ counted in a random sample of {counted(sampled, "value")}.</p>
      )}
    </div>
  );
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Which hours and weekdays the times fall on. */
function Cycles({ time }: { time: NonNullable<ColumnDetails["time"]> }) {
  const hours = time.byHour.filter((rows) => rows > 0).length > 1;
  return (
    <>
      {hours && (
        <Cycle label="Hour of day" rows={time.byHour} name={(hour) => `${hour}:00`} ends={["0", "23"]} />
      )}
      {time.byWeekday.filter((rows) => rows > 0).length > 1 && (
        <Cycle
          label="Day of week"
          rows={time.byWeekday}
          name={(day) => weekdays[day] ?? ""}
          ends={["Mon", "Sun"]}
        />
      )}
    </>
  );
}

function Cycle(props: {
  label: string;
  rows: readonly number[];
  name: (at: number) => string;
  ends: readonly [string, string];
}) {
  const { label, rows, name, ends } = props;
  const all = rows.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...rows);
  const peak = rows.indexOf(most);
  return (
    <div>
      <span className={styles.quiet}>{label}</span>
      <span
        role="img"
        className={styles.cycleBars}
        aria-label={`${label}: most at ${name(peak)}, ${percent(most, all)}`}
      >
        {rows.map((count, at) => (
          <span
            key={name(at)}
            title={`${name(at)}: ${counted(count, "row")}, ${percent(count, all)}`}
            style={{ height: count === 0 ? 1 : Math.max(2, (24 * count) / most) }}
            data-empty={count === 0 || undefined}
          />
        ))}
      </span>
      <span className={styles.ends} aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </span>
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
