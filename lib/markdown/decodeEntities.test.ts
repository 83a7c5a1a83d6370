import { expect, test } from "vitest";
import { decodeEntities } from "./decodeEntities.ts";

test.each([
  ["&amp;lt; &quot;&apos;", "&lt; \"'"],
  ["caf&eacute; &Uuml;ber &yuml;&nbsp;", "café Über ÿ\u00a0"],
  ["&Omega;&omega;&sigmaf; &euro; &hearts; &check;", "Ωως € ♥ ✓"],
  ["&#8364;&#x20AC;&#0;&#xD800;", "€€\ufffd\ufffd"],
  ["&unknown; &amp &constructor; A&B;", "&unknown; &amp &constructor; A&B;"],
])("%s stands for %s", (text, characters) => {
  expect(decodeEntities(text)).toBe(characters);
});
