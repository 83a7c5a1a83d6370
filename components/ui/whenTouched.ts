const signs = ["pointermove", "pointerdown", "keydown", "touchstart"] as const;

/** Calls back once at the first sign of a hand (pointer, key, touch): what a person may soon open can be fetched then. */
export function whenTouched(call: () => void): () => void {
  const stop = () => {
    for (const sign of signs) window.removeEventListener(sign, onSign);
  };
  const onSign = () => {
    stop();
    call();
  };
  for (const sign of signs) window.addEventListener(sign, onSign, { passive: true });
  return stop;
}
