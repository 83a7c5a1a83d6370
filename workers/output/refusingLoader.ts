import { type Loader, loader } from "vega";
import { isInlineImage } from "../../lib/output/safeSpec.ts";

/** A loader that loads nothing. Pictures whose bytes stand in their address are the one thing it lets through. */
export function refusingLoader(): Loader {
  const refuse = (): Promise<never> => Promise.reject(new Error("Charts load nothing."));
  return {
    ...loader(),
    load: refuse,
    http: refuse,
    file: refuse,
    sanitize: (address, options) =>
      options.context === "image" && isInlineImage(address) ? Promise.resolve({ href: address }) : refuse(),
  };
}
