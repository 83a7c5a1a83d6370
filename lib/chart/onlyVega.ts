/** Thrown where a part of a chart asks for what SQL cannot say the way Vega means it; `message` names the part. */
export class OnlyVega extends Error {
  override name = "OnlyVega";
}

/** What `attempt` gives, or null where it meets something that only Vega can do. */
export function unlessOnlyVega<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof OnlyVega) return null;
    throw error;
  }
}
