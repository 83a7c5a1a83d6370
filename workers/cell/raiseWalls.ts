/**
 * The second wall: what could reach out of the worker goes before any of a cell's code is there.
 * The first is the frame's policy and opaque origin, which hold without this.
 */
const gone = [
  "importScripts",
  "fetch",
  "fetchLater",
  "XMLHttpRequest",
  "XMLHttpRequestUpload",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "EventSource",
  "Worker",
  "SharedWorker",
  "BroadcastChannel",
  "indexedDB",
  "caches",
  "CacheStorage",
  "cookieStore",
  "FontFace",
  "fonts",
  "Notification",
  "PushManager",
  "RTCPeerConnection",
  "RTCDataChannel",
  "webkitRequestFileSystem",
  "webkitRequestFileSystemSync",
  "webkitResolveLocalFileSystemURL",
  "webkitResolveLocalFileSystemSyncURL",
  "requestAnimationFrame",
  "SharedArrayBuffer",
  // Messages of a cell's own making would end up with the frame.
  "postMessage",
  "close",
  "name",
  "onmessage",
];

const goneFromNavigator = [
  "storage",
  "storageBuckets",
  "locks",
  "serviceWorker",
  "sendBeacon",
  "gpu",
  "usb",
  "serial",
  "hid",
  "connection",
  "permissions",
  "mediaCapabilities",
];

/** Takes the listed things from the worker's global scope; throws where one of them cannot be taken. */
export function raiseWalls(scope: object): void {
  for (const name of gone) remove(scope, name);
  const navigator: unknown = Reflect.get(scope, "navigator");
  if (typeof navigator === "object" && navigator !== null) {
    for (const name of goneFromNavigator) remove(navigator, name);
  }
}

function remove(from: object, name: string): void {
  for (let owner: object | null = from; owner; owner = Object.getPrototypeOf(owner)) {
    if (!Object.hasOwn(owner, name)) continue;
    if (!Reflect.deleteProperty(owner, name)) Object.defineProperty(owner, name, { value: undefined });
  }
  if (Reflect.get(from, name) !== undefined) throw new Error(`The sandbox could not take away "${name}".`);
}
