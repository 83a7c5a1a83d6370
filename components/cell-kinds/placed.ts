/** Items with keys for a list whose items have no identity but their place. */
export function placed<T>(items: readonly T[]): { key: string; item: T }[] {
  return items.map((item, place) => ({ key: String(place), item }));
}
