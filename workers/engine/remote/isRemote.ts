import type { SourceRequest } from "../../../lib/engine/protocol.ts";
import { RemoteFile } from "../../../lib/remote/RemoteFile.ts";

/** Whether some file of a request is elsewhere. */
export function isRemote({ file, parts }: SourceRequest): boolean {
  return parts ? parts.some((part) => part.file instanceof RemoteFile) : file instanceof RemoteFile;
}
