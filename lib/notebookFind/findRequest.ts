import type { Found, FoundIn } from "./findMatches.ts";
import type { FindQuery } from "./findQuery.ts";

/** What the page asks of the thread that looks for regular expressions; answers carry the number of their request. */
export interface FindRequest {
  readonly number: number;
  readonly texts: readonly FoundIn[];
  readonly query: FindQuery;
  readonly replacement: string;
}

export interface FindAnswer {
  readonly number: number;
  readonly found: Found;
}
