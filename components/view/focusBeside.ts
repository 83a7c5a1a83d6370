/** Hands the keyboard on before a chip goes: to the chip after it, or the one before, or the grid where it was the last. */
export function focusBeside(control: HTMLElement): void {
  const chip = control.closest("li");
  const near = chip?.nextElementSibling ?? chip?.previousElementSibling;
  const next = near?.querySelector<HTMLElement>("button:enabled") ?? gridOf(control);
  next?.focus({ preventScroll: true });
}

/** The grid that a control of its bar belongs to. */
export function gridOf(control: Element): HTMLElement | null {
  return control.closest("section")?.parentElement?.querySelector<HTMLElement>("[role=grid]") ?? null;
}
