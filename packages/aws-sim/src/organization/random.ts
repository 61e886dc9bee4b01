/** Draws from one stream. Every stream is named by text keys, so that the order in which streams are read changes nothing. */
export type Random = {
  /** 0 <= x < 1. */
  next(): number;
  /** Whole number from `minimum` to `maximum`, both included. */
  integer(minimum: number, maximum: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet?: string): string;
};

const hexDigits = "0123456789abcdef";
export const lettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";

const separator = "\u0000";

/** The stream named by `keys`: the same keys give the same draws on every machine. */
export function randomFrom(...keys: readonly (string | number)[]): Random {
  const next = sfc32(...hash128(keys.join(separator)));
  const integer = (minimum: number, maximum: number) => minimum + Math.floor(next() * (maximum - minimum + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    text: (length, alphabet = hexDigits) => {
      let text = "";
      while (text.length < length) text += alphabet[integer(0, alphabet.length - 1)] ?? "";
      return text;
    },
  };
}

/** One draw, 0 <= x < 1, for a yes or no that needs no stream. */
export function drawFrom(...keys: readonly (string | number)[]): number {
  // Called for every thing that may be a mistake: without the stream's other methods it is twice as fast.
  return sfc32(...hash128(keys.join(separator)))();
}

/** cyrb128: four 32-bit words that depend on every character. Not for secrets. */
function hash128(text: string): [number, number, number, number] {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** Small fast counter generator of 128 bits of state, warmed up. */
function sfc32(a: number, b: number, c: number, d: number): () => number {
  let [w, x, y, counter] = [a, b, c, d];
  const next = () => {
    const sum = (((w + x) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    w = x ^ (x >>> 9);
    x = (y + (y << 3)) | 0;
    y = ((y << 21) | (y >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}
