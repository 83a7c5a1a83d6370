import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkUrl, type Grant } from "./grants.ts";

const grant: Grant = {
  grantId: "g-0123456789abcdef",
  notebookId: "n1",
  hosts: ["https://data.example.org", "https://s3.example.org/bucket/logs/", "https://alt.example.org:8443"],
  maxBytes: 1000,
};
const isAllowed = (url: string, of: Grant = grant, loopback = false) => checkUrl(url, of, loopback).ok;
const reasonOf = (url: string) => {
  const answer = checkUrl(url, grant);
  return answer.ok ? "" : answer.error.message;
};

describe("what was granted", () => {
  test("any path of a granted origin may be fetched, and comes back parsed and without its fragment", () => {
    const answer = checkUrl("https://data.example.org/a/b.csv?v=1#part", grant);
    expect(answer.ok && answer.value.href).toBe("https://data.example.org/a/b.csv?v=1");
  });

  test("with a prefix, only what lies below it", () => {
    expect(isAllowed("https://s3.example.org/bucket/logs/2026/a.parquet")).toBe(true);
    expect(isAllowed("https://s3.example.org/bucket/secret.csv")).toBe(false);
    expect(isAllowed("https://s3.example.org/bucket/logs-old/a.csv")).toBe(false);
    expect(isAllowed("https://s3.example.org/bucket/logs")).toBe(false);
  });

  test("the origin is exact: host, port and scheme", () => {
    expect(isAllowed("https://alt.example.org:8443/a")).toBe(true);
    expect(isAllowed("https://alt.example.org/a")).toBe(false);
    expect(isAllowed("https://data.example.org:8443/a")).toBe(false);
    expect(isAllowed("https://data.example.org:443/a")).toBe(true);
    expect(isAllowed("http://data.example.org/a")).toBe(false);
    expect(isAllowed("https://data.example.org.evil.example/a")).toBe(false);
    expect(isAllowed("https://data.example.org./a")).toBe(false);
    expect(isAllowed("https://evil.data.example.org/a")).toBe(false);
  });

  test("nothing is allowed where nothing was granted", () => {
    expect(isAllowed("https://data.example.org/a", { ...grant, hosts: [] })).toBe(false);
    expect(isAllowed("https://data.example.org/a", { ...grant, hosts: ["null", "*", "https://*"] })).toBe(
      false,
    );
  });

  test("a prefix that does not end in a slash grants nothing, since it would match its neighbours too", () => {
    expect(isAllowed("https://x.example.org/a/b", { ...grant, hosts: ["https://x.example.org/a"] })).toBe(
      false,
    );
  });
});

describe("what is refused whatever was granted", () => {
  test("dots that climb, in every encoding", () => {
    for (const dots of [
      "..",
      "%2e%2e",
      "%2E.",
      ".%2e",
      "%252e%252e",
      "%25252e%25252e",
      "..;a=b",
      "%2e%2e%2f%2e%2e",
    ]) {
      expect(isAllowed(`https://s3.example.org/bucket/logs/${dots}/secret.csv`), dots).toBe(false);
    }
    expect(isAllowed("https://s3.example.org/bucket/logs/..%2f..%2fsecret.csv")).toBe(false);
    expect(isAllowed("https://s3.example.org/bucket/logs/..%5csecret.csv")).toBe(false);
    expect(isAllowed("https://s3.example.org/other/../bucket/logs/a.csv")).toBe(false);
  });

  test("dots inside a name are a name", () => {
    expect(isAllowed("https://s3.example.org/bucket/logs/a..b.csv")).toBe(true);
    expect(isAllowed("https://s3.example.org/bucket/logs/...csv")).toBe(true);
    expect(isAllowed("https://s3.example.org/bucket/logs/100%.csv")).toBe(true);
    expect(isAllowed("https://data.example.org/a?range=../b")).toBe(true);
  });

  test("user names and passwords", () => {
    expect(reasonOf("https://user:key@data.example.org/a")).toMatch(/user name/);
    expect(reasonOf("https://@data.example.org/a")).toMatch(/user name/);
    expect(isAllowed("https://data.example.org@evil.example/a")).toBe(false);
    expect(isAllowed("https://data.example.org/@home/a")).toBe(true);
  });

  test("spaces, control characters and backslashes, which parsers read differently", () => {
    for (const url of [
      " https://data.example.org/",
      "https://data.example.org/a\tb",
      "https://data.example.org\\a",
      "https:\\\\data.example.org/a",
      "https://data.example.org/a\n",
    ]) {
      expect(isAllowed(url), JSON.stringify(url)).toBe(false);
    }
  });

  test("schemes other than https", () => {
    for (const url of [
      "ftp://data.example.org/a",
      "file:///etc/passwd",
      "data:text/csv,a",
      "blob:https://data.example.org/x",
      "javascript:alert(1)",
      "//data.example.org/a",
      "a.csv",
      "",
    ]) {
      expect(isAllowed(url), url).toBe(false);
    }
  });

  test("addresses of this machine and of private networks, even when granted", () => {
    for (const host of [
      "10.0.0.1",
      "127.0.0.1",
      "2130706433",
      "0x7f.1",
      "[::1]",
      "[::ffff:10.0.0.1]",
      "localhost",
      "169.254.169.254",
    ]) {
      expect(isAllowed(`https://${host}/a`, { ...grant, hosts: [`https://${host}`] }), host).toBe(false);
    }
  });
});

describe("this machine", () => {
  const local: Grant = { ...grant, hosts: ["http://127.0.0.1:9000"], loopback: true };

  test("may be reached by plain http when the user typed it and the app is served from here", () => {
    expect(isAllowed("http://127.0.0.1:9000/bucket/a", local, true)).toBe(true);
    expect(isAllowed("http://127.0.0.1:9000/bucket/a", local, false)).toBe(false);
    expect(isAllowed("http://127.0.0.1:9000/bucket/a", { ...local, loopback: false }, true)).toBe(false);
    expect(isAllowed("http://127.0.0.1:9001/bucket/a", local, true)).toBe(false);
  });

  test("does not open the private network", () => {
    expect(isAllowed("http://10.0.0.1/a", { ...local, hosts: ["http://10.0.0.1"] }, true)).toBe(false);
  });
});

describe("properties", () => {
  const anyText = fc.oneof(
    fc.webUrl(),
    fc.string(),
    fc
      .tuple(
        fc.constantFrom("https://", "http://", "https:/", "//"),
        fc.constantFrom("", "u@", "u:p@"),
        fc.domain(),
        fc.webPath(),
      )
      .map((parts) => parts.join("")),
    fc
      .array(fc.constantFrom("..", "%2e", ".", "/", "%2f", "\\", "logs", "%25", "a", "?", "#", "@", ":"), {
        maxLength: 12,
      })
      .map((parts) => `https://s3.example.org/bucket/logs/${parts.join("")}`),
  );

  test("whatever the text, what is allowed lies on a granted origin and below its prefix", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const answer = checkUrl(text, grant);
        if (!answer.ok) return;
        const { value: url } = answer;
        const isInside =
          url.origin === "https://data.example.org" ||
          url.origin === "https://alt.example.org:8443" ||
          (url.origin === "https://s3.example.org" && url.pathname.startsWith("/bucket/logs/"));
        expect(isInside).toBe(true);
        expect(url.username + url.password + url.hash).toBe("");
        expect(
          decodeURIComponent(url.pathname.replace(/%(?![0-9a-f]{2})/gi, "%25")).split(/[/\\]/),
        ).not.toContain("..");
      }),
      { numRuns: 2000 },
    );
  });

  test("a climbing segment anywhere in the path is refused, however often it is encoded", () => {
    const encode = (text: string, times: number) => {
      let result = text;
      for (let round = 0; round < times; round += 1) {
        result = round === 0 ? result.replaceAll(".", "%2e") : result.replaceAll("%", "%25");
      }
      return result;
    };
    const segment = fc.stringMatching(/^[a-z0-9_-]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(segment),
        fc.array(segment),
        fc.nat(4),
        fc.constantFrom(".", ".."),
        (before, after, times, dots) => {
          const path = [...before, encode(dots, times), ...after, "end"].join("/");
          expect(isAllowed(`https://data.example.org/${path}`)).toBe(false);
        },
      ),
    );
  });
});
