/** A part of the application that is fetched when it is first wanted. */
export interface LazyModule<T> {
  /** Fetches it once; later calls answer at once. A fetch that failed is tried again by the next call. */
  load(): Promise<T>;
  /** The part where it has been fetched, else null. */
  ifLoaded(): T | null;
}

export function lazyModule<T>(fetch: () => Promise<T>): LazyModule<T> {
  let loaded: T | null = null;
  let loading: Promise<T> | null = null;
  return {
    load() {
      loading ??= fetch().then(
        (part) => {
          loaded = part;
          return part;
        },
        (thrown: unknown) => {
          loading = null;
          throw thrown;
        },
      );
      return loading;
    },
    ifLoaded: () => loaded,
  };
}
