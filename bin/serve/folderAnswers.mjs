import { headersFor } from "../headers.mjs";

/** An answer with a text of ours. What is said of a folder is kept by no cache. */
export function textAnswer(status, type, text, extra = {}) {
  return {
    status,
    headers: {
      ...headersFor("/folder/", [], { loopback: true }),
      "Cache-Control": "no-store",
      "Content-Type": type,
      "Content-Length": Buffer.byteLength(text),
      ...extra,
    },
    text,
  };
}

/** An answer in a sentence. */
export const plain = (status, text, extra) =>
  textAnswer(status, "text/plain; charset=utf-8", `${text}\n`, extra);
