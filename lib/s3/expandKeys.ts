import { braceAlternatives, globMatcher, isGlob } from "../ingest/many/globMatcher.ts";
import type { S3Failure, S3Outcome, S3Way } from "./askS3.ts";
import { headObject } from "./headObject.ts";
import { listObjects } from "./listObjects.ts";
import type { S3Object } from "./s3.ts";

/** More keys than this are not looked through for one pattern. */
const mostKeys = 1_000_000;
/** More objects than this are no relation that a tab reads. */
const mostObjects = 100_000;

const failed = (message: string, hint: string): { ok: false; error: S3Failure } => ({
  ok: false,
  error: { code: "file", message, hint, s3Code: "" },
});

/** Where to list for a pattern, and whether what it names lies deeper than one level. */
export interface KeyPlace {
  readonly prefix: string;
  readonly isFlat: boolean;
}

/** The fewest listings that hold every key of a pattern. Throws a RangeError for a pattern of too many alternatives. */
export function placesOf(pattern: string): KeyPlace[] {
  const places = braceAlternatives(pattern).map((one) => {
    const at = one.search(/[*?[\\]/);
    return at < 0
      ? { prefix: one, isFlat: false }
      : { prefix: one.slice(0, at), isFlat: one.slice(at).includes("/") || one.includes("**") };
  });
  const widest = places.sort(
    (a, b) => a.prefix.length - b.prefix.length || Number(b.isFlat) - Number(a.isFlat),
  );
  const kept: KeyPlace[] = [];
  for (const place of widest) {
    const isHeld = kept.some(
      ({ prefix, isFlat }) =>
        place.prefix.startsWith(prefix) &&
        (isFlat || (!place.isFlat && !place.prefix.slice(prefix.length).includes("/"))),
    );
    if (!isHeld) kept.push(place);
  }
  return kept;
}

/**
 * All objects that a pattern of keys names, by key; of a key without marks the object itself, of one that ends in "/"
 * all below it. Only what lies below the connection's prefix is looked at.
 */
export async function expandKeys(
  way: S3Way,
  pattern: string,
  signal?: AbortSignal,
): Promise<S3Outcome<readonly S3Object[]>> {
  const { bucket, prefix: own } = way.connection;
  if (pattern !== "" && !pattern.endsWith("/") && !isGlob(pattern)) {
    const object = await headObject(way, pattern, signal);
    return object.ok ? { ok: true, value: [object.value] } : object;
  }
  const whole = pattern === "" || pattern.endsWith("/") ? `${pattern}**` : pattern;
  let places: KeyPlace[];
  let matches: (key: string) => boolean;
  try {
    places = placesOf(whole);
    matches = globMatcher(whole);
  } catch (thrown) {
    if (thrown instanceof RangeError) return failed(thrown.message, "Write fewer alternatives in braces.");
    throw thrown;
  }
  const found = new Map<string, S3Object>();
  let seenKeys = 0;
  for (const place of places) {
    // A pattern may begin above the connection's prefix and still name what lies below it.
    const prefix = own.startsWith(place.prefix) ? own : place.prefix;
    if (!prefix.startsWith(own)) continue;
    const isFlat = place.isFlat;
    let after: string | null = null;
    do {
      const page = await listObjects(way, { prefix, isFlat, after, ...(signal ? { signal } : {}) });
      if (!page.ok) return page;
      for (const object of page.value.objects) if (matches(object.key)) found.set(object.key, object);
      seenKeys += page.value.objects.length + page.value.prefixes.length;
      after = page.value.next;
      if (seenKeys > mostKeys || found.size > mostObjects)
        return failed(
          `s3://${bucket}/${pattern} goes through more than ${(found.size > mostObjects ? mostObjects : mostKeys).toLocaleString("en")} objects.`,
          "Name more of the folder before the first mark.",
        );
    } while (after !== null);
  }
  const objects = [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  if (objects.length > 0) return { ok: true, value: objects };
  // Its marks may just be characters of a name.
  const literal = await headObject(way, pattern, signal);
  if (literal.ok) return { ok: true, value: [literal.value] };
  return failed(
    `No object matches s3://${bucket}/${pattern}.`,
    "Look at the folder in the bucket browser; capitals count, and * stays within a folder where ** does not.",
  );
}
