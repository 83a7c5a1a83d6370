import type { Column } from "../engine/protocol.ts";
import { isTime } from "./sql/eventLog.ts";

/** What some rows of a column say: how many values there are, and how many differ. */
export interface ColumnSample {
  values: number;
  distinct: number;
}

export interface GuessedColumns {
  entity: Column | null;
  time: Column | null;
  event: Column | null;
}

const entityName =
  /user|customer|client|visitor|member|account|person|patient|device|player|subscriber|actor|host|ip$|ip_?addr|^who/i;
const sessionName = /session|visit(?!or)|cookie/i;
const eventName = /event|action|activity|step|page|type|status|stage|kind|method|name|path|url/i;
const timeName = /time|stamp|date|moment|^at$|_at$|^ts$|_ts$|when|happened|occurred|created/i;
const laterTime = /load|ingest|receiv|arriv|insert|process|collect|updated|modified|sent|etl/i;
const identity = /(?:^|_)(?:id|key|uuid|guid|hash)$|[a-z](?:Id|ID|Key|Uuid)$/;
export const plainType = /^(?:VARCHAR|UUID|U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|ENUM\(.*\))$/;
const text = /^(?:VARCHAR|ENUM\(.*\))$/;

/**
 * Who, when and what among the columns of a relation, by their types and names, and by what `samples` say of their
 * values where they are known: an entity comes more than once, an event's name is one of few. Null where nothing fits.
 */
export function guessColumns(
  columns: readonly Column[],
  samples: ReadonlyMap<string, ColumnSample> = new Map(),
): GuessedColumns {
  const best = (score: (column: Column) => number, but: readonly (Column | null)[] = []) => {
    const scored = columns
      .filter((column) => !but.includes(column))
      .map((column) => ({ column, points: score(column) }))
      .filter(({ points }) => points > 0);
    // The first of equals, as the relation has them.
    return (
      scored.reduce<(typeof scored)[number] | null>(
        (top, each) => (top && top.points >= each.points ? top : each),
        null,
      )?.column ?? null
    );
  };
  const isEmpty = (name: string) => samples.get(name)?.values === 0;
  const time = best(({ name, type }) => {
    if (!isTime({ name, type }) || isEmpty(name)) return 0;
    return (type === "DATE" ? 1 : 2) + (timeName.test(name) ? 1 : 0) - (laterTime.test(name) ? 1.5 : 0) + 1;
  });
  const entity = best(
    ({ name, type }) => {
      if (!plainType.test(type) || isEmpty(name)) return 0;
      const named = entityName.test(name) ? 4 : sessionName.test(name) ? 2 : 0;
      const points = named + (identity.test(name) ? 1.5 : 0);
      const sample = samples.get(name);
      if (!sample || points === 0) return points;
      // What never comes twice tells rows apart, and what is nearly always the same tells nothing.
      if (sample.distinct === sample.values && sample.values > 1) return points - 3;
      return sample.distinct <= 1 ? points - 2 : points;
    },
    [time],
  );
  const event = best(
    ({ name, type }) => {
      if (!text.test(type) || isEmpty(name)) return 0;
      const points = /event|action|activity/i.test(name) ? 4 : eventName.test(name) ? 2 : 0;
      const isId = identity.test(name) ? 3 : 0;
      const sample = samples.get(name);
      if (!sample) return points - isId;
      if (sample.distinct > 200 || sample.distinct > sample.values / 2) return points - isId - 2;
      return points - isId + (sample.distinct > 1 ? 1 : 0);
    },
    [time, entity],
  );
  return { entity, time, event };
}
