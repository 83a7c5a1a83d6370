/** What the sandbox itself puts in a cell's reach. */
export const cellGlobals = ["sql", "display", "DuckTime", "Relation"] as const;

const language = `undefined NaN Infinity globalThis eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent
  encodeURI encodeURIComponent escape unescape Object Function Boolean Symbol Error AggregateError EvalError RangeError
  ReferenceError SyntaxError TypeError URIError SuppressedError DisposableStack AsyncDisposableStack Number BigInt Math Date
  Temporal String RegExp Array Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  BigInt64Array BigUint64Array Float16Array Float32Array Float64Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry
  ArrayBuffer SharedArrayBuffer DataView Atomics JSON Iterator AsyncIterator Promise Reflect Proxy Intl WebAssembly
  arguments`;

// With what the walls take away (`fetch` and the like): a cell that asks for it gets that error, not "no such relation".
const platform = `self console setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone atob btoa
  crypto performance TextEncoder TextDecoder TextEncoderStream TextDecoderStream URL URLSearchParams URLPattern Blob File
  FileReader FormData Headers AbortController AbortSignal Event EventTarget CustomEvent ErrorEvent MessageChannel MessagePort
  MessageEvent ReadableStream WritableStream TransformStream CompressionStream DecompressionStream CountQueuingStrategy
  ByteLengthQueuingStrategy ImageData ImageBitmap OffscreenCanvas Path2D DOMException DOMMatrix DOMPoint DOMRect
  postMessage close addEventListener removeEventListener dispatchEvent navigator location origin isSecureContext
  fetch XMLHttpRequest WebSocket Worker importScripts indexedDB caches require`;

/** Names that TypeScript's own library declares: it takes no second declaration of them. */
export const languageGlobals: ReadonlySet<string> = new Set(language.split(/\s+/));

/** Names that mean something in a cell without being a relation or a value of another cell. */
export const sandboxGlobals: ReadonlySet<string> = new Set([
  ...cellGlobals,
  ...languageGlobals,
  ...platform.split(/\s+/),
]);
