import type { Spec, View } from "vega";

/** A compiled chart whose scales can be held as they are, with their names. */
export interface Holdable {
  compiled: Spec;
  scales: readonly string[];
}

/**
 * Lets the scales of a compiled chart be held while its rows change, so that bars shrink in place. Scales that follow a
 * selection of the chart's own, and those inside facets, stay as they are.
 */
export function holdable(compiled: Spec): Holdable {
  const free = (compiled.scales ?? []).filter(
    (scale) => scale.domain !== undefined && scale.domainRaw === undefined,
  );
  const names = new Set(free.map(({ name }) => name));
  if (names.size === 0) return { compiled, scales: [] };
  return {
    compiled: {
      ...compiled,
      signals: [
        ...(compiled.signals ?? []),
        ...[...names].map((name) => ({ name: signalOf(name), value: null })),
      ],
      scales: (compiled.scales ?? []).map((scale) =>
        names.has(scale.name) ? { ...scale, domainRaw: { signal: signalOf(scale.name) } } : scale,
      ),
    },
    scales: [...names],
  };
}

/** Holds scales at the domains that they have now. */
export function holdDomains(view: View, scales: readonly string[]): void {
  for (const name of scales) {
    const domain: unknown = view.scale(name)?.domain?.();
    if (!Array.isArray(domain) || domain.length === 0) continue;
    view.signal(
      signalOf(name),
      domain.map((value: unknown) => (value instanceof Date ? value.getTime() : value)),
    );
  }
}

function signalOf(scale: string): string {
  return `eider_held_${scale}`;
}
