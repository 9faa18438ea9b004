import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Tells who is calling: the peer of the connection, or what proxies that we trust say. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * `trusted` are addresses or networks (`10.0.0.0/8`). X-Forwarded-For is read from the right, hop by hop, only as
 * long as the hop that wrote it is trusted: anybody can write the left part of it.
 */
export function createAddressOf(trusted: readonly string[], isTrusted = createTrust(trusted)): AddressOf {
  return (request) => {
    let address = peerOf(request);
    if (!isTrusted(address)) return address;
    const hops = [request.headers['x-forwarded-for'] ?? []].flat().join(',').slice(-1_000).split(',');
    while (isTrusted(address)) {
      const before = plain(hops.pop()?.trim() ?? '');
      if (isIP(before) === 0) return address;
      address = before;
    }
    return address;
  };
}

/** Who holds the other end of the connection: a caller, or the proxy nearest to us. */
export const peerOf = (request: IncomingMessage): string => plain(request.socket.remoteAddress ?? '');

/** Whether an address is one of these addresses or in one of these networks. */
export function createTrust(trusted: readonly string[]): (address: string) => boolean {
  const list = blockList(trusted);
  const check = (address: string): boolean =>
    isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  // Asked for every request, and nearly always about the proxy before us.
  let last = { address: '', trusted: false };
  return (address) => {
    if (address !== last.address) last = { address, trusted: check(address) };
    return last.trusted;
  };
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) throw new Error(`trusted proxies: '${network}' is neither an address nor a network`);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address);

/** One household has a whole /64 of IPv6: its addresses count as one, or a limit by address would limit nobody. */
export function addressKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: gap }, () => '0'), ...back];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
