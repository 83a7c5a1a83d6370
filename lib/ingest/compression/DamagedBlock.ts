/** Thrown where compressed bytes are damaged; the reader adds where they lie. */
export class DamagedBlock extends Error {
  override name = "DamagedBlock";
}
