import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";

/** Whether a host name can only mean this machine. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (name === "localhost" || name.endsWith(".localhost") || name === "::1") return true;
  return isIP(name) === 4 && name.startsWith("127.");
}

/** Whether an endpoint's address is this machine: such an endpoint is a simulator or moto. */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}

/** Answers of the resolver are kept this long, so that hundreds of clients of one host ask once. */
const keptMs = 60_000;
const mostKept = 2_048;

/**
 * A `lookup` for HTTP agents: keeps the resolver's answers for a minute, asks once where many wait, and, where the
 * endpoint is this machine (`loopback` its address), sends `*.localhost` there, which few resolvers know.
 */
export function createLookup(options: {
  readonly loopback: string | null;
  readonly resolve?: typeof systemLookup;
}): LookupFunction {
  const { loopback, resolve = systemLookup } = options;
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<readonly LookupAddress[]> }>();

  const ask = (host: string): Promise<readonly LookupAddress[]> => {
    if (loopback !== null && isLoopbackHost(host)) {
      return Promise.resolve([{ address: loopback, family: isIP(loopback) }]);
    }
    const known = kept.get(host);
    if (known !== undefined && performance.now() - known.at < keptMs) return known.answer;
    const answer = resolveAll(resolve, host);
    kept.delete(host);
    kept.set(host, { at: performance.now(), answer });
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(oldest);
    answer.catch(() => kept.delete(host));
    return answer;
  };

  return (host, lookupOptions, callback) => {
    void answer(ask(host), host, lookupOptions, callback);
  };
}

type Lookup = Parameters<LookupFunction>;

async function answer(
  asked: Promise<readonly LookupAddress[]>,
  host: string,
  options: Lookup[1],
  callback: Lookup[2],
): Promise<void> {
  const found = await asked.catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) return callback(found, "");
  const fitting = found.filter(({ family }) => !options.family || family === familyOf(options));
  const [first] = fitting;
  if (first === undefined) return callback(notFound(host), "");
  if (options.all) return callback(null, [...fitting]);
  callback(null, first.address, first.family);
}

function familyOf({ family }: { readonly family?: number | "IPv4" | "IPv6" | undefined }): number {
  return family === "IPv4" ? 4 : family === "IPv6" ? 6 : (family ?? 0);
}

function resolveAll(resolve: typeof systemLookup, host: string): Promise<readonly LookupAddress[]> {
  const options: LookupAllOptions = { all: true };
  return new Promise((done, fail) => {
    resolve(host, options, (error, addresses) => (error === null ? done(addresses) : fail(error)));
  });
}

function notFound(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`no address for ${host}`), { code: "ENOTFOUND" });
}
