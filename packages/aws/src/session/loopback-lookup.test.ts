import type { LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLookup, isLoopbackHost, isLoopbackUrl } from "./loopback-lookup.ts";

test.each([
  ["localhost", true],
  ["LOCALHOST", true],
  ["111122223333.localhost", true],
  ["127.0.0.1", true],
  ["127.255.255.254", true],
  ["::1", true],
  ["[::1]", true],
  ["localhost.example.com", false],
  ["notlocalhost", false],
  ["127.0.0.1.example.com", false],
  ["127.evil.example.com", false],
  ["128.0.0.1", false],
  ["0.0.0.0", false],
  ["169.254.169.254", false],
  ["10.0.0.1", false],
  ["::", false],
  ["", false],
])("isLoopbackHost(%j) is %s", (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

test.each([
  ["http://127.0.0.1:4566", true],
  ["http://localhost:4566", true],
  ["http://[::1]:4566/", true],
  ["http://127.1:4566", true],
  ["http://localhost@example.com", false],
  ["https://sts.eu-west-1.amazonaws.com", false],
  ["localhost:4566", false],
  ["not an address", false],
])("isLoopbackUrl(%j) is %s", (url, expected) => {
  expect(isLoopbackUrl(url)).toBe(expected);
});

type Resolve = typeof systemLookup;
type Answers = Readonly<Record<string, readonly LookupAddress[]>>;

/** A resolver with these answers, and the names that it was asked for. */
function resolver(answers: Answers): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  const resolve = (
    host: string,
    _options: object,
    callback: (error: Error | null, found: readonly LookupAddress[]) => void,
  ) => {
    asked.push(host);
    const found = answers[host];
    queueMicrotask(() =>
      found === undefined
        ? callback(Object.assign(new Error("none"), { code: "ENOTFOUND" }), [])
        : callback(null, found),
    );
  };
  // Only the form with `all` is used.
  return { resolve: resolve as unknown as Resolve, asked };
}

function ask(
  lookup: LookupFunction,
  host: string,
  options: { all?: boolean; family?: number | "IPv4" | "IPv6" } = {},
): Promise<unknown> {
  return new Promise((done, fail) => {
    lookup(host, options, (error, address, family) => {
      if (error !== null) fail(error);
      else done(Array.isArray(address) ? address : { address, family });
    });
  });
}

const four = { address: "192.0.2.1", family: 4 };
const six = { address: "2001:db8::1", family: 6 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the resolver's answers", () => {
  const answers = { "sts.amazonaws.com": [four, six], "only4.amazonaws.com": [four] };

  test("are given in the form that is asked for", async () => {
    const lookup = createLookup({ loopback: null, resolve: resolver(answers).resolve });
    expect(await ask(lookup, "sts.amazonaws.com")).toEqual(four);
    expect(await ask(lookup, "sts.amazonaws.com", { all: true })).toEqual([four, six]);
    expect(await ask(lookup, "sts.amazonaws.com", { family: 6 })).toEqual(six);
    expect(await ask(lookup, "sts.amazonaws.com", { family: "IPv6" })).toEqual(six);
    expect(await ask(lookup, "sts.amazonaws.com", { family: 4, all: true })).toEqual([four]);
    await expect(ask(lookup, "only4.amazonaws.com", { family: 6 })).rejects.toMatchObject({ code: "ENOTFOUND" });
  });

  test("are asked for once where many wait, and kept for a minute", async () => {
    const { resolve, asked } = resolver(answers);
    const lookup = createLookup({ loopback: null, resolve });
    await Promise.all(Array.from({ length: 50 }, () => ask(lookup, "sts.amazonaws.com")));
    vi.advanceTimersByTime(59_999);
    await ask(lookup, "sts.amazonaws.com");
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1);
    await ask(lookup, "sts.amazonaws.com");
    expect(asked).toHaveLength(2);
  });

  test("that are failures are not kept", async () => {
    const found: Record<string, readonly LookupAddress[]> = {};
    const { resolve, asked } = resolver(found);
    const lookup = createLookup({ loopback: null, resolve });
    await expect(ask(lookup, "late.amazonaws.com")).rejects.toMatchObject({ code: "ENOTFOUND" });
    found["late.amazonaws.com"] = [four];
    expect(await ask(lookup, "late.amazonaws.com")).toEqual(four);
    expect(asked).toHaveLength(2);
  });

  test("are not kept without bound", async () => {
    const hosts = Array.from({ length: 2_100 }, (_, index) => `host-${index}.amazonaws.com`);
    const { resolve, asked } = resolver(Object.fromEntries(hosts.map((host) => [host, [four]])));
    const lookup = createLookup({ loopback: null, resolve });
    for (const host of hosts) await ask(lookup, host);
    await ask(lookup, hosts.at(-1) ?? "");
    expect(asked).toHaveLength(2_100);
    await ask(lookup, hosts[0] ?? "");
    expect(asked).toHaveLength(2_101);
  });
});

describe("names of this machine", () => {
  test("go to the endpoint's address, where the endpoint is this machine", async () => {
    const { resolve, asked } = resolver({});
    const lookup = createLookup({ loopback: "127.0.0.1", resolve });
    expect(await ask(lookup, "111122223333.localhost")).toEqual({ address: "127.0.0.1", family: 4 });
    expect(await ask(lookup, "localhost", { all: true })).toEqual([{ address: "127.0.0.1", family: 4 }]);
    expect(asked).toEqual([]);
  });

  test("go to the resolver like any other, where it is not", async () => {
    const { resolve, asked } = resolver({ localhost: [four] });
    expect(await ask(createLookup({ loopback: null, resolve }), "localhost")).toEqual(four);
    expect(asked).toEqual(["localhost"]);
  });

  test("and no other name does", async () => {
    const lookup = createLookup({ loopback: "127.0.0.1", resolve: resolver({}).resolve });
    await expect(ask(lookup, "sts.amazonaws.com")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });
});
