/** IPv4 ranges that are not the public internet: first address and prefix length. */
const privateRanges: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** The number of a dotted address as the URL parser writes it, or null for any other text. */
function ipv4Number(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function isPrivateIpv4(address: number): boolean {
  return privateRanges.some(([start, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor((ipv4Number(start) ?? 0) / size);
  });
}

/** The eight groups of an IPv6 address as the URL parser writes it, without brackets; null where it is none. */
function ipv6Groups(text: string): number[] | null {
  const [head = "", tail, ...rest] = text.split("::");
  if (rest.length > 0) return null;
  const groups = (part: string) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const missing = 8 - before.length - after.length;
  const all = [...before, ...Array<number>(Math.max(0, missing)).fill(0), ...after];
  return all.length === 8 && all.every((group) => group >= 0 && group <= 0xffff) ? all : null;
}

function isPrivateIpv6(groups: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  const embedded = (high: number, low: number) => isPrivateIpv4(high * 65536 + low);
  const isZeroToD = a === 0 && b === 0 && c === 0 && d === 0;
  // ::, ::1, the old ::a.b.c.d, ::ffff:a.b.c.d and ::ffff:0:a.b.c.d: whatever IPv4 it wraps, nobody needs it written so.
  if (isZeroToD && (e === 0 || e === 0xffff) && (f === 0 || f === 0xffff)) return true;
  // 64:ff9b::/96 and 64:ff9b:1::/48 reach IPv4 through a translator, 2002::/16 through a relay.
  if (a === 0x64 && b === 0xff9b) return c !== 0 || d !== 0 || e !== 0 || f !== 0 || embedded(g, h);
  if (a === 0x2002) return embedded(b, c);
  if (a === 0x2001 && (b === 0 || b === 0xdb8)) return true;
  // Only 2000::/3 is handed out for the public internet; unique local, link local, site local and multicast lie outside.
  return (a & 0xe000) !== 0x2000;
}

/** Whether a URL's hostname is this machine, by name or address. */
export function isLoopbackHost(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, "");
  if (name === "localhost" || name === "[::1]") return true;
  const address = ipv4Number(name);
  return address !== null && Math.floor(address / 2 ** 24) === 127;
}

/**
 * Whether a hostname names this machine or a private network by its literal form.
 * Takes the hostname of a parsed URL: the parser has already turned decimal, octal and hexadecimal IPv4 and every
 * spelling of IPv6 into one form.
 */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.+$/, "");
  if (name === "" || isLoopbackHost(name)) return true;
  if (/(^|\.)(localhost|local|internal|intranet|home\.arpa)$/.test(name)) return true;
  if (name.startsWith("[")) {
    const groups = ipv6Groups(name.slice(1, -1));
    return groups === null || isPrivateIpv6(groups);
  }
  const address = ipv4Number(name);
  return address !== null && isPrivateIpv4(address);
}
