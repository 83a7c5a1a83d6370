import { expect, it } from "vitest";
import { embedSnippet } from "./embedSnippet.ts";

it("puts the link's fragment behind the embed page, and no title can leave its attribute", () => {
  const html = embedSnippet(
    "https://eider.example/embed/",
    "https://eider.example/#nb1d.AA.00&cell=a",
    '"><script>&',
  );
  expect(html).toContain('src="https://eider.example/embed/#nb1d.AA.00&amp;cell=a"');
  expect(html).toContain('title="&quot;>&lt;script>&amp;"');
});
