/** Thrown where bytes are not what the format demands; the reader adds where it was. */
export class Malformed extends Error {
  override name = "Malformed";
}
