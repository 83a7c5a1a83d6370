import type { Outcome } from "../engine/protocol.ts";

/** Does what may fail; what it throws, which is a mistake of ours, is a failure like any other. */
export async function attempt<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { ok: false, error: { code: "internal", message } };
  }
}
