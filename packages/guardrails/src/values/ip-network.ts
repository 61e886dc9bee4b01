/** An address as a number of its family's width. */
export type IpAddress = { readonly family: 4 | 6; readonly value: bigint };
export type IpNetwork = { readonly family: 4 | 6; readonly first: bigint; readonly last: bigint };

const bitsOf = { 4: 32, 6: 128 } as const;

/** Null for what is no address. Dotted IPv4 and IPv6 with `::`; no zones, no mixed form. */
export function parseAddress(text: string): IpAddress | null {
  return text.includes(":") ? parseSix(text) : parseFour(text);
}

function parseFour(text: string): IpAddress | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return { family: 4, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
}

function parseSix(text: string): IpAddress | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const [left = [], right = []] = groups;
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = halves.length === 2 ? [...left, ...Array<string>(missing).fill("0"), ...right] : left;
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return { family: 6, value: all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n) };
}

/** `10.0.0.0/8`, or one address. Null for what is neither. */
export function parseNetwork(text: string): IpNetwork | null {
  const [address = "", length, more] = text.split("/");
  const parsed = parseAddress(address);
  if (parsed === null || more !== undefined) return null;
  const bits = bitsOf[parsed.family];
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return null;
  const size = 1n << BigInt(bits - prefix);
  const first = (parsed.value / size) * size;
  return { family: parsed.family, first, last: first + size - 1n };
}

export function inNetwork(network: IpNetwork, address: IpAddress): boolean {
  return network.family === address.family && address.value >= network.first && address.value <= network.last;
}

export function formatAddress({ family, value }: IpAddress): string {
  const [width, count, base] = family === 4 ? ([8n, 4, 10] as const) : ([16n, 8, 16] as const);
  const parts = Array.from({ length: count }, (_, at) =>
    ((value >> (width * BigInt(count - 1 - at))) & ((1n << width) - 1n)).toString(base),
  );
  return parts.join(family === 4 ? "." : ":");
}

/** Addresses that tell all unions and differences of the networks apart: each edge and what lies beyond it. */
export function edgesOf(networks: readonly IpNetwork[]): readonly IpAddress[] {
  const edges: IpAddress[] = [
    { family: 4, value: 0n },
    { family: 6, value: 0n },
  ];
  for (const { family, first, last } of networks) {
    const most = (1n << BigInt(bitsOf[family])) - 1n;
    edges.push({ family, value: first });
    if (last < most) edges.push({ family, value: last + 1n });
  }
  return edges;
}
