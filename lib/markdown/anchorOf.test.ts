import { expect, it } from "vitest";
import { anchorOf } from "./anchorOf.ts";

it("a link within the text asks for its name, decoded where it can be", () => {
  expect(anchorOf("#gr%C3%B6%C3%9Fe")).toBe("größe");
  expect(anchorOf("#plain-name")).toBe("plain-name");
  for (const href of ["#%", "#%E0%A4%A", "#100%"]) expect(anchorOf(href)).toBe(href.slice(1));
});
