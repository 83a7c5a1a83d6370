import type { RunMessage } from "../../lib/sandbox/protocol.ts";

/** The one message that a cell worker gets. */
export interface StartMessage {
  run: RunMessage;
  /** The run's relations. */
  enginePort: MessagePort;
  /** Where its reports go; cells never see it. */
  reportPort: MessagePort;
}
