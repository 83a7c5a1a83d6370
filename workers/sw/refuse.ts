import { refusalHeader } from "../../lib/remote/refusalHeader.ts";

/** A foreign answer carries our origin's address; these keep it from ever being more than bytes. */
export const bodyHeaders = {
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** An answer of the service worker itself: why there is no other, and what to try. `code` is that of a store's error. */
export function refuse(status: number, error: string, hint?: string, code = ""): Response {
  const headers = { ...bodyHeaders, [refusalHeader]: code === "" ? "1" : code };
  const body = { error, ...(hint ? { hint } : {}), ...(code === "" ? {} : { code }) };
  return Response.json(body, { status, headers });
}
