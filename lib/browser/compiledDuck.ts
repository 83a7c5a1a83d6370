/** DuckDB's module as a worker compiled it: 34 MB, which the next worker need not fetch and compile again. */
export interface CompiledDuck {
  compiled: WebAssembly.Module;
}

/** Has `keep` hear of the module that a worker, or one that it started, compiled; nobody else hears of it. */
export function onCompiledDuck(worker: Worker, keep: (message: CompiledDuck) => void): void {
  worker.addEventListener("message", (event: MessageEvent<Partial<CompiledDuck>>) => {
    const compiled = event.data?.compiled;
    if (!(compiled instanceof WebAssembly.Module)) return;
    event.stopImmediatePropagation();
    keep({ compiled });
  });
}
