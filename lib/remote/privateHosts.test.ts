import fc from "fast-check";
import { expect, test } from "vitest";
import { isLoopbackHost, isPrivateHost } from "./privateHosts.ts";

const hostnameOf = (host: string) => new URL(`https://${host}/`).hostname;

test("names of this machine and of private networks are private", () => {
  for (const host of [
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "printer.local",
    "db.internal",
    "x.home.arpa",
  ]) {
    expect(isPrivateHost(hostnameOf(host)), host).toBe(true);
  }
});

test("public names and addresses are not", () => {
  for (const host of [
    "example.org",
    "localhost.example.org",
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "172.15.255.255",
    "100.128.0.1",
    "[2606:4700::1111]",
    "[2001:4860:4860::8888]",
    "[64:ff9b::808:808]",
    "[2002:808:808::1]",
  ]) {
    expect(isPrivateHost(hostnameOf(host)), host).toBe(false);
  }
});

test("private IPv4 is found in every spelling that a URL allows", () => {
  for (const host of [
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "0x7f.1",
    "10.0.0.1",
    "0xa.0.0.1",
    "012.0.0.1",
    "192.168.0.1",
    "3232235521",
    "172.16.0.1",
    "172.31.255.255",
    "169.254.169.254",
    "0xa9fea9fe",
    "100.64.0.1",
    "0.0.0.0",
    "0",
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "127.0.0.1.",
  ]) {
    expect(isPrivateHost(hostnameOf(host)), host).toBe(true);
  }
});

test("private IPv6 is found, and private IPv4 inside IPv6", () => {
  for (const host of [
    "::1",
    "::",
    "0:0:0:0:0:0:0:1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:0:10.0.0.1",
    "::127.0.0.1",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "2001:0:1::",
    "2002:7f00:1::",
    "2002:c0a8:1::1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::10.0.0.1",
    "100::1",
  ]) {
    expect(isPrivateHost(hostnameOf(`[${host}]`)), host).toBe(true);
  }
});

test("any address of a private range is private, in decimal and in mapped form", () => {
  const ranges = [
    [10, 8],
    [172 * 256 + 16, 12],
    [192 * 256 + 168, 16],
    [127, 8],
    [169 * 256 + 254, 16],
  ] as const;
  const address = fc.constantFrom(...ranges).chain(([start, bits]) => {
    const size = 2 ** (32 - bits);
    const first = start > 255 ? start * 65536 : start * 2 ** 24;
    return fc.integer({ min: first, max: first + size - 1 });
  });
  fc.assert(
    fc.property(address, (number) => {
      const mapped = `[::ffff:${Math.floor(number / 65536).toString(16)}:${(number % 65536).toString(16)}]`;
      expect(isPrivateHost(hostnameOf(String(number)))).toBe(true);
      expect(isPrivateHost(hostnameOf(`0x${number.toString(16)}`))).toBe(true);
      expect(isPrivateHost(hostnameOf(mapped))).toBe(true);
    }),
  );
});

test("loopback is this machine alone", () => {
  for (const host of ["localhost", "127.0.0.1", "127.8.8.8", "[::1]"])
    expect(isLoopbackHost(hostnameOf(host))).toBe(true);
  for (const host of ["10.0.0.1", "example.org", "a.localhost"])
    expect(isLoopbackHost(hostnameOf(host))).toBe(false);
});
