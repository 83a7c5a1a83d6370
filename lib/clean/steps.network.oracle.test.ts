import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Becomes, becomesWith } from "./testing/becomes.ts";
import { type NativeRecipes, openRecipes } from "./testing/nativeRecipes.ts";

let recipes: NativeRecipes;
let becomes: Becomes;

beforeAll(async () => {
  recipes = await openRecipes(["create table t as select 1 as id"]);
  becomes = becomesWith(recipes);
});
afterAll(() => recipes.native.stop());

/** The address as the URL standard writes it, which is RFC 5952's text; null where Node knows none. */
function canonical(text: string): string | null {
  if (isIPv4(text)) return text;
  return isIPv6(text) ? new URL(`http://[${text}]`).hostname.slice(1, -1) : null;
}

const groups = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 })
  .map((words) => words.map((word) => word.toString(16)));
const written = groups.chain((words) => {
  const whole = words
    .map((word, at) => (at % 2 === 0 ? word.padStart(4, "0") : word.toUpperCase()))
    .join(":");
  const run = /(^|:)0000?(:0+)+(:|$)/.exec(words.join(":"));
  const short = run ? words.join(":").replace(/(^|:)0(:0)+(:|$)/, "::") : words.join(":");
  return fc.constantFrom(whole, short);
});
const nearly = fc.string({
  unit: fc.constantFrom(":", "::", "1", "ff", "0", "g", ".", "255", "256"),
  maxLength: 12,
});

describe("IP addresses", () => {
  it("are read as Node and the URL standard read them", async () => {
    const texts = fc.array(fc.oneof(written, nearly, fc.ipV4(), fc.ipV6()), { minLength: 1, maxLength: 60 });
    const property = fc.asyncProperty(texts, async (given) => {
      // Node also takes IPv4 behind IPv6's first groups, which is left unread here unless it is a mapped address.
      const plain = given.filter((text) => !(text.includes(".") && text.includes(":")));
      expect(await becomes(plain, "- ip: x")).toEqual(plain.map(canonical));
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it("are no addresses where a colon stands alone at an end", async () => {
    const texts = [":1::", "::1:", ":1::ff", "1::ff:", ":", ":::", "1:::2", "::1::", "::", "1::", "::1"];
    expect(await becomes(texts, "- ip: x")).toEqual(texts.map(canonical));
  });

  it("are told as logs write them", async () => {
    const texts = [
      "203.0.113.7:51234",
      "::ffff:192.0.2.1",
      "[2001:DB8::1]:443",
      "fe80::1%eth0",
      " 10.0.0.1 ",
      "010.1.1.1",
      "1.2.3",
      "-",
      null,
    ];
    expect(await becomes(texts, "- ip: x")).toEqual([
      "203.0.113.7",
      "192.0.2.1",
      "2001:db8::1",
      "fe80::1",
      "10.0.0.1",
      null,
      null,
      null,
      null,
    ]);
  });

  it("have a version, a network and a kind", async () => {
    const texts = [
      "203.0.113.77",
      "10.1.2.3",
      "172.32.0.1",
      "2001:db8:1:2:3::9",
      "::1",
      "fd00::1",
      "8.8.8.8",
      "no",
    ];
    expect(await becomes(texts, "- ip_parts: { column: x }", "x_version")).toEqual([
      "4",
      "4",
      "4",
      "6",
      "6",
      "6",
      "4",
      null,
    ]);
    expect(await becomes(texts, "- ip_parts: { column: x }", "x_network")).toEqual([
      "203.0.113.0/24",
      "10.1.2.0/24",
      "172.32.0.0/24",
      "2001:db8:1::/48",
      "::/48",
      "fd00::/48",
      "8.8.8.0/24",
      null,
    ]);
    expect(await becomes(texts, "- ip_parts: { column: x }", "x_kind")).toEqual([
      "documentation",
      "private",
      "public",
      "documentation",
      "loopback",
      "private",
      "public",
      null,
    ]);
    expect(
      await becomes(
        ["10.1.255.3", "2001:db8:ffff:ffff::1"],
        "- ip_parts: { column: x, parts: [network], ipv4: 20, ipv6: 52 }",
        "x_network",
      ),
    ).toEqual(["10.1.240.0/20", "2001:db8:ffff:f000::/52"]);
  });
});

it("user agents are told by their tokens", async () => {
  const agents: [
    text: string,
    browser: string | null,
    version: string | null,
    system: string | null,
    device: string | null,
  ][] = [
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.56",
      "Edge",
      "126.0.2592.56",
      "Windows",
      "desktop",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
      "Chrome",
      "126.0.0.0",
      "Windows",
      "desktop",
    ],
    [
      "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
      "Firefox",
      "127.0",
      "Linux",
      "desktop",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
      "Safari",
      "17.5",
      "iOS",
      "phone",
    ],
    [
      "Mozilla/5.0 (iPad; CPU OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1",
      "Chrome",
      "120.0.6099.119",
      "iOS",
      "tablet",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15",
      "Safari",
      "17.4.1",
      "macOS",
      "desktop",
    ],
    [
      "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
      "Samsung Internet",
      "25.0",
      "Android",
      "phone",
    ],
    [
      "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)",
      "Internet Explorer",
      "9.0",
      "Windows",
      "desktop",
    ],
    [
      "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
      "Internet Explorer",
      "11.0",
      "Windows",
      "desktop",
    ],
    [
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      "Googlebot",
      "2.1",
      null,
      "robot",
    ],
    ["curl/8.5.0", "curl", "8.5.0", null, null],
    ["python-requests/2.31.0", "python-requests", "2.31.0", null, null],
    ["Opera/9.80 (Windows NT 6.0) Presto/2.12.388 Version/12.14", "Opera", "12.14", "Windows", "desktop"],
    ["-", null, null, null, null],
    ["", null, null, null, null],
  ];
  const step = "- user_agent: { column: x, parts: [browser, browser_version, system, device] }";
  const texts = agents.map(([text]) => text);
  for (const [at, part] of ["browser", "browser_version", "system", "device"].entries())
    expect(await becomes(texts, step, `x_${part}`), part).toEqual(agents.map((row) => row[at + 1]));
});
