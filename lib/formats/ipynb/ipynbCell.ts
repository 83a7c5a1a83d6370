import type { JsonObject } from "../jsonObject.ts";

/** A cell as nbformat 4.5 has it, its texts joined. Every part keeps the format's rules. */
export interface IpynbCell {
  readonly type: "code" | "markdown" | "raw";
  /** null where the file gave none that can be used. */
  readonly id: string | null;
  readonly source: string;
  readonly metadata: JsonObject;
  readonly attachments: JsonObject | null;
  readonly outputs: readonly JsonObject[];
  readonly executionCount: number | null;
}

/** A notebook as nbformat 4.5 has it. */
export interface IpynbNotebook {
  readonly metadata: JsonObject;
  readonly cells: readonly IpynbCell[];
}

/** What can stand as the id of a cell. */
export const cellIdPattern = /^[A-Za-z0-9_-]{1,64}$/;
