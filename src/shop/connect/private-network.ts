import { BlockList, isIP } from 'node:net';

/**
 * Where an address stands. `inside`: this machine, the private networks, what routers keep for themselves; reached only
 * when the shop says so. `never`: link-local with the clouds' metadata, multicast, addresses of nobody; not even then.
 */
export type Standing = 'outside' | 'inside' | 'never';

export function standingOf(given: string): Standing {
  const address = unpacked(given);
  const family = isIP(address);
  if (family === 4) return never.check(address) ? 'never' : inside.check(address) ? 'inside' : 'outside';
  if (family === 0 || never.check(address, 'ipv6')) return 'never';
  if (inside.check(address, 'ipv6')) return 'inside';
  // What is not global unicast today is tunnels, translations and reserves: nothing a shop's system stands at.
  return global.check(address, 'ipv6') ? 'outside' : 'never';
}

/** Source: IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and later), and the clouds' own documents. */
const never = listOf([
  ...['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'],
  // Metadata of Alibaba, Oracle and Azure, which stand outside of 169.254.0.0/16.
  ...['100.100.100.200/32', '192.0.0.192/32', '168.63.129.16/32'],
  ...['fe80::/10', 'fec0::/10', 'ff00::/8', 'fd00:ec2::/32', 'fd20:ce::254/128'],
  // IPv4 inside of IPv6 by ways that could lead anywhere: 6to4, Teredo and its neighbours.
  ...['2002::/16', '2001::/23'],
]);
const inside = listOf([
  ...['10.0.0.0/8', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['::1/128', 'fc00::/7', '2001:db8::/32', '3fff::/20'],
]);
const global = listOf(['2000::/3']);

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** An IPv4 address written as an IPv6 one is judged as what it is: `::ffff:127.0.0.1` is this machine. */
function unpacked(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  const front = groups
    .slice(0, 6)
    .map((group) => group.toString(16))
    .join(':');
  // Mapped, or translated on the way by NAT64 (RFC 6052).
  if (front !== '0:0:0:0:0:ffff' && front !== '64:ff9b:0:0:0:0') return address.split('%')[0] ?? '';
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}

/** The eight groups of an IPv6 address, however short it was written. */
function groupsOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address.split('%')[0] ?? ''}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - front.length - back.length;
  return [...front, ...Array.from({ length: gap }, () => '0'), ...back].map((group) => Number.parseInt(group, 16));
}

/** One line of `allow`: an address or a network, with the port. */
export interface Allowed {
  readonly address: string;
  readonly bits: number;
  readonly port: number;
}

/** `10.0.0.5:8080`, `10.0.0.0/24:8080`, `[fd00::5]:8080`; otherwise what is wrong with it. */
export function parseAllowed(text: string): Allowed | string {
  const parts = /^(?:\[([0-9A-Fa-f:.]+)(\/\d{1,3})?\]|([\d.]+)(\/\d{1,2})?):(\d{1,5})$/.exec(text.trim());
  const address = parts?.[1] ?? parts?.[3] ?? '';
  const family = isIP(address);
  const port = Number(parts?.[5]);
  if (family === 0 || !(port > 0 && port < 65_536))
    return 'an address with its port such as 10.0.0.5:8080 or [fd00::5]:8080';
  const most = family === 6 ? 128 : 32;
  const bits = Number((parts?.[2] ?? parts?.[4] ?? `/${most}`).slice(1));
  if (bits < 8 || bits > most) return `a network of 8 to ${most} bits`;
  const standing = standingOf(address);
  if (standing === 'never')
    return 'addresses of machines for themselves (metadata, link-local, multicast) are never called';
  if (standing === 'outside') return 'stands outside of the private network: nothing has to be allowed';
  return { address, bits, port };
}

/** Whether this address may be called at this port: undefined, or why not. `secure`: over TLS. */
export type MayReach = (address: string, port: number, secure: boolean) => string | undefined;

export function createReach(allowed: readonly Allowed[]): MayReach {
  const ports = new Map<number, BlockList>();
  for (const { address, bits, port } of allowed) {
    const list = ports.get(port) ?? new BlockList();
    list.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4');
    ports.set(port, list);
  }
  return (given, port, secure) => {
    const address = unpacked(given);
    const standing = standingOf(address);
    if (standing === 'never') return `${address} is an address that is never called`;
    if (standing === 'outside')
      return secure ? undefined : `${address} stands outside: only https goes there, not http`;
    if (ports.get(port)?.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4') === true) return undefined;
    const written = isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
    return `${address} stands inside the private network, and allow does not name ${written}`;
  };
}

/** For the one address that the environment names itself (SHOP_URL): anywhere but where nobody may go. */
export const reachAnywhere: MayReach = (address) =>
  standingOf(address) === 'never' ? `${address} is an address that is never called` : undefined;
