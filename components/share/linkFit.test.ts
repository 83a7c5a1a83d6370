import { expect, it } from "vitest";
import { linkFit } from "./linkFit.ts";

it("warns only where chats would cut the link", () => {
  expect(linkFit(2000).tone).toBe("quiet");
  expect(linkFit(2001)).toMatchObject({ tone: "warn" });
});
