/** Whether a source's location is in a bucket: it has no file on this device to find again. */
export function isInBucket(location: string): boolean {
  return /^s3:\/\//i.test(location);
}
