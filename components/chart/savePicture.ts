/** Saves a data URL as a file through the browser's downloads. */
export function savePicture(dataUrl: string, fileName: string): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(blobOf(dataUrl));
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the bytes after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** fetch() of a data URL is refused by the page's policy, so its bytes are read here. */
function blobOf(dataUrl: string): Blob {
  const comma = dataUrl.indexOf(",");
  const [type = "", ...marks] = dataUrl.slice("data:".length, comma).split(";");
  const body = dataUrl.slice(comma + 1);
  if (!marks.includes("base64")) return new Blob([decodeURIComponent(body)], { type });
  return new Blob([Uint8Array.from(atob(body), (character) => character.charCodeAt(0))], { type });
}
