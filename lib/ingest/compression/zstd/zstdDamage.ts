/** Thrown for data that no Zstandard writer makes; turned into a message where the place is known. */
export class ZstdDamage extends Error {
  override name = "ZstdDamage";
}
