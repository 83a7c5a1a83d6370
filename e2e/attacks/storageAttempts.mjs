/** @typedef {Record<string, string>} Attempts what it tries → the body of an async function */

/**
 * Ways to what the device keeps and to other pages. Each throws where it is refused; none throws an answer away.
 * @type {Attempts}
 */
export const storageAttempts = {
  localStorage: `return JSON.stringify(localStorage)`,
  sessionStorage: `return JSON.stringify(sessionStorage)`,
  cookies: `return document.cookie`,
  cookieStore: `return JSON.stringify(await cookieStore.getAll())`,
  "the databases' names": `const all = await indexedDB.databases(); if (all.length === 0) throw new Error("none"); return JSON.stringify(all)`,
  "the notebooks": `const database = await new Promise((done, fail) => { const r = indexedDB.open("eider"); r.onsuccess = () => done(r.result); r.onerror = fail; });
    const names = [...database.objectStoreNames]; if (names.length === 0) throw new Error("none"); return names.join()`,
  "the origin's files": `const root = await navigator.storage.getDirectory(); const names = [];
    for await (const name of root.keys()) names.push(name); if (names.length === 0) throw new Error("none"); return names.join()`,
  "storage buckets": `return String(await navigator.storageBuckets.open("x"))`,
  "the Cache API": `const names = await caches.keys(); if (names.length === 0) throw new Error("none"); return names.join()`,
  BroadcastChannel: `new BroadcastChannel("eider").postMessage("x"); return "sent"`,
  "the page's locks": `return JSON.stringify(await navigator.locks.query())`,
  "the page": `return document.title`,
  "the frame around": `return String(parent.document.title)`,
  "the opener": `return String(opener.document.title)`,
  "the page's object": `return Object.keys(eider).join()`,
  "shared memory": `return String(new SharedArrayBuffer(8).byteLength)`,
  permissions: `return (await navigator.permissions.query({ name: "geolocation" })).state`,
};
