import type { EngineError } from "../engine/protocol.ts";

/** A notebook at another address, of which nothing was fetched yet: its user is asked first. */
export interface LinkQuestion {
  readonly url: string;
  readonly host: string;
  /** What holds the notebook to what its sender meant: a hash, a key, or nothing. */
  readonly form: "pinned" | "encrypted" | "plain";
  readonly status:
    | { readonly at: "asking" | "fetching" }
    | { readonly at: "failed"; readonly error: EngineError };
  /** Fetches it, and opens it if it is what the link says. */
  accept(): void;
  /** Leaves everything as it is. */
  decline(): void;
  /** Takes the question back: its user went elsewhere. What is being fetched for it is stopped. */
  withdraw(): void;
}
