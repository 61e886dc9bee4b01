import { expect, test } from "vitest";
import { createOrganizationCache, type OrganizationKey } from "./organization-cache.ts";

const key: OrganizationKey = { tenantId: "a", organizationId: "o-1", crawlId: "c1", variant: "" };

test("the same key is made once, also by two who ask at the same time", async () => {
  const cache = createOrganizationCache<object>({ most: 2 });
  let made = 0;
  const make = () => {
    made += 1;
    return Promise.resolve({});
  };
  const [first, second] = await Promise.all([cache.get(key, make), cache.get(key, make)]);
  expect(second).toBe(first);
  expect(await cache.get({ ...key }, make)).toBe(first);
  expect(made).toBe(1);
});

test.each([
  { what: "another tenant with the same organisation and crawl", other: { tenantId: "b" } },
  { what: "another organisation", other: { organizationId: "o-2" } },
  { what: "another crawl", other: { crawlId: "c2" } },
  { what: "other parameters", other: { variant: "x" } },
  { what: "a tenant whose id swallows the next part", other: { tenantId: 'a","o-1', organizationId: "" } },
])("$what never gets it", async ({ other }) => {
  const cache = createOrganizationCache<string>({ most: 9 });
  expect(await cache.get(key, () => Promise.resolve("of a"))).toBe("of a");
  expect(await cache.get({ ...key, ...other }, () => Promise.resolve("of the other"))).toBe("of the other");
  expect(await cache.get(key, () => Promise.resolve("made anew"))).toBe("of a");
});

test("what was used longest ago goes first", async () => {
  const cache = createOrganizationCache<number>({ most: 2 });
  const at = (crawlId: string, value: number) => cache.get({ ...key, crawlId }, () => Promise.resolve(value));
  await at("1", 1);
  await at("2", 2);
  expect(await at("1", 10)).toBe(1);
  await at("3", 3);
  expect(await at("1", 11)).toBe(1);
  expect(await at("2", 20)).toBe(20);
});

test("a failure reaches the caller and is not kept", async () => {
  const cache = createOrganizationCache<number>({ most: 2 });
  await expect(cache.get(key, () => Promise.reject(new Error("no snapshot")))).rejects.toThrow("no snapshot");
  expect(await cache.get(key, () => Promise.resolve(1))).toBe(1);
});
