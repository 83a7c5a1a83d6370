/** Secrets that no attack may come to see. Each store of the browser gets its own, so that a find tells where the hole is. */
export const canaries = {
  localStorage: "canary-in-local-storage-9f1c",
  sessionStorage: "canary-in-session-storage-77ab",
  cookie: "canary-in-a-cookie-31d0",
  cache: "canary-in-the-cache-c4e2",
  file: "canary-in-a-private-file-08be",
  database: "canary-in-a-database-5d5a",
  notebook: "canary-in-another-notebook-e61f",
};

/**
 * Plants them all, and a signing key such as an S3 connection has, in the page that runs this. It is sent to the page as
 * text, so it must stand alone.
 * @param {typeof canaries} secrets
 */
export async function plantCanaries(secrets) {
  localStorage.setItem("planted", secrets.localStorage);
  sessionStorage.setItem("planted", secrets.sessionStorage);
  // Not by cookieStore, which Firefox has only lately.
  Reflect.set(document, "cookie", `planted=${secrets.cookie}; SameSite=Strict`);
  await (await caches.open("planted")).put("/planted", new Response(secrets.cache));
  const root = await navigator.storage.getDirectory();
  // Firefox before 146 writes such files by their handles too, unlike older Safari.
  const writable = await (await root.getFileHandle("planted.csv", { create: true })).createWritable();
  await writable.write(`secret\n${secrets.file}\n`);
  await writable.close();

  const opened = (request) =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const asking = indexedDB.open("planted", 1);
  asking.onupgradeneeded = () => asking.result.createObjectStore("secrets");
  const database = await opened(asking);
  const bytes = new TextEncoder().encode(`AWS4${secrets.database}`);
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const writing = database.transaction("secrets", "readwrite").objectStore("secrets");
  await opened(writing.put({ key, secretAccessKey: secrets.database }, "connection"));
  database.close();

  const notebooks = await opened(indexedDB.open("eider"));
  if (notebooks.objectStoreNames.contains("notebooks")) {
    const store = notebooks.transaction("notebooks", "readwrite").objectStore("notebooks");
    const text = `# ${secrets.notebook}\n\n\`\`\`sql name=a\nselect '${secrets.notebook}' as secret\n\`\`\`\n`;
    await opened(store.put({ id: "planted1", text, title: "Planted", origin: "own", updatedAt: 1 }));
  }
  notebooks.close();
}

/** The stores whose secret stands in a text. @param {string} text */
export function canariesIn(text) {
  return Object.entries(canaries).flatMap(([store, secret]) => (text.includes(secret) ? [store] : []));
}
