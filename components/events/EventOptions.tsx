import type { EventName } from "./useEventNames.ts";

/** The events that there are, as options; names begin with = so that none of them is another choice. */
export function EventOptions({ names }: { names: readonly EventName[] | null }) {
  return names?.map(({ name, count }) => (
    <option key={name} value={`=${name}`}>
      {`${name === "" ? "(empty)" : name} · ${count.toLocaleString("en-US")}`}
    </option>
  ));
}
