import { expect, it } from "vitest";
import { linkFit, mostQrCharacters } from "./linkFit.ts";

it("warns only where chats would cut the link", () => {
  expect(linkFit(2000).tone).toBe("quiet");
  expect(linkFit(2001)).toMatchObject({ tone: "warn" });
});

it("names a QR code only where phones can read it", () => {
  expect(linkFit(mostQrCharacters).text).toContain("and a QR code");
  expect(linkFit(mostQrCharacters + 1).text).toContain("too long for a QR code");
});
