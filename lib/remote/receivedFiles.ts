import { eachInside } from "./eachInside.ts";
import { RemoteFile, type RemoteFileRef } from "./RemoteFile.ts";

/** What `sentFiles` sent, with remote files as files again. */
export function receivedFiles(value: unknown, depth = 0): unknown {
  if (typeof value === "object" && value !== null && "remoteFile" in value)
    return new RemoteFile(value.remoteFile as RemoteFileRef);
  return eachInside(value, depth, receivedFiles);
}
