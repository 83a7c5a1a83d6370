import { describe, expect, test } from "vitest";
import { parseListing } from "./parseListing.ts";

const listing = (inside: string) =>
  `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListBucketResult>`;
const entry = (key: string, size = "5") =>
  `<Contents><Key>${key}</Key><LastModified>2024-01-02T03:04:05.000Z</LastModified><ETag>&quot;e1&quot;</ETag><Size>${size}</Size><Owner><ID>x</ID></Owner></Contents>`;

describe("a listing", () => {
  test("gives objects and folders, with entities resolved", () => {
    const xml = listing(
      `<Name>b</Name><Prefix>p/</Prefix><IsTruncated>false</IsTruncated>${entry("a&amp;b &lt;1&gt;.csv")}<CommonPrefixes><Prefix>p/x/</Prefix></CommonPrefixes><CommonPrefixes><Prefix>p/y/</Prefix></CommonPrefixes>`,
    );
    expect(parseListing(xml)).toEqual({
      prefixes: ["p/x/", "p/y/"],
      objects: [
        { key: "a&b <1>.csv", sizeBytes: 5, etag: '"e1"', modifiedMs: Date.UTC(2024, 0, 2, 3, 4, 5) },
      ],
      next: null,
    });
  });

  test("with encoded keys is decoded, also where it says so only at its end", () => {
    const xml = listing(`${entry("a+b%2Bc%01%F0%9F%A6%86.csv")}<EncodingType>url</EncodingType>`);
    expect(parseListing(xml).objects[0]?.key).toBe("a b+c\u0001🦆.csv");
    expect(parseListing(listing(entry("a+b%20.csv"))).objects[0]?.key).toBe("a+b%20.csv");
  });

  test("that goes on says where", () => {
    const token = "<IsTruncated>true</IsTruncated><NextContinuationToken>1/x+==</NextContinuationToken>";
    expect(parseListing(listing(token)).next).toBe("1/x+==");
    expect(() => parseListing(listing("<IsTruncated>true</IsTruncated>"))).toThrow("how to go on");
  });

  test("of an empty bucket is empty", () => {
    expect(parseListing(listing("<KeyCount>0</KeyCount>"))).toEqual({
      prefixes: [],
      objects: [],
      next: null,
    });
  });

  test.each([
    "",
    "<html><body>Sign in</body></html>",
    listing("").slice(0, -5),
    "{}",
    listing(entry("a", "x")),
  ])("is not %s", (text) => {
    expect(() => parseListing(text)).toThrow();
  });
});
