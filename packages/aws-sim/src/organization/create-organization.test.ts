import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { accountsOf, sampleOrganization } from "../testing/sample-organization.ts";
import { defaultRegions } from "./regions.ts";
import type { OrganizationOptions, SimulatedOrganization } from "./types.ts";

/** Everything that can be read of an organisation, as one hash. */
function digest(organization: SimulatedOrganization): string {
  const hash = createHash("sha256");
  const { root, units, policies, delegatedAdministrators } = organization;
  hash.update(JSON.stringify({ root, units, policies, delegatedAdministrators }));
  for (const account of accountsOf(organization)) {
    const contents = account.contents();
    hash.update(JSON.stringify({ ...account, ...contents, regions: [...contents.regions] }));
  }
  return hash.digest("hex");
}

describe("determinism", () => {
  test("the same options give the same organisation, in whatever order it is read", () => {
    const first = sampleOrganization({ accounts: 30 });
    const second = sampleOrganization({ accounts: 30 });
    for (const account of [...accountsOf(second)].reverse()) account.contents();
    expect(digest(first)).toBe(digest(second));
  });

  test("contents that were dropped from memory come back the same", () => {
    const organization = sampleOrganization({ accounts: 400 });
    const [first] = accountsOf(organization);
    const before = JSON.stringify(first?.contents().identity);
    for (const account of accountsOf(organization)) account.contents();
    expect(JSON.stringify(first?.contents().identity)).toBe(before);
  });

  test.each<{ change: Partial<OrganizationOptions> }>([
    { change: { seed: 2 } },
    { change: { seed: "1 " } },
    { change: { week: 1 } },
    { change: { language: "ja" } },
    { change: { hostileNames: true } },
  ])("$change gives another one", ({ change }) => {
    const sizes = { accounts: 12 };
    expect(digest(sampleOrganization({ ...sizes, ...change }))).not.toBe(digest(sampleOrganization(sizes)));
  });

  test("another seed shares no account, no OU and no policy of the organisation's own", () => {
    const ids = (organization: SimulatedOrganization) => [
      organization.id,
      ...organization.accountIds(),
      ...organization.units.map(({ id }) => id),
      ...organization.policies.filter(({ awsManaged }) => !awsManaged).map(({ id }) => id),
    ];
    const first = new Set(ids(sampleOrganization({ seed: 1 })));
    expect(ids(sampleOrganization({ seed: 2 })).filter((id) => first.has(id))).toEqual([]);
  });
});

describe("size", () => {
  test("10,000 accounts are ready in seconds and under 1 GiB", () => {
    const started = performance.now();
    const organization = sampleOrganization({ accounts: 10_000, depth: 5 });
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(process.memoryUsage().rss).toBeLessThan(1024 ** 3);
    const ids = [...organization.accountIds()];
    expect(new Set(ids).size).toBe(10_000);
    expect(organization.units.length).toBeGreaterThan(300);
    expect(organization.units.length).toBeLessThanOrEqual(2_000);
  });

  test.each([1, 2, 7, 8, 60, 500])("%i accounts are so many, the management account first", (accounts) => {
    const organization = sampleOrganization({ accounts });
    const ids = [...organization.accountIds()];
    expect(ids).toHaveLength(accounts);
    expect(ids[0]).toBe(organization.managementAccountId);
    expect(organization.account(organization.managementAccountId)?.parentId).toBe(organization.root.id);
  });

  test.each<{ bad: Partial<OrganizationOptions>; says: RegExp }>([
    { bad: { accounts: 0 }, says: /accounts: 0/ },
    { bad: { accounts: 10_001 }, says: /accounts: 10001/ },
    { bad: { accounts: 2.5 }, says: /accounts: 2.5/ },
    { bad: { depth: 6 }, says: /depth: 6/ },
    { bad: { week: -1 }, says: /week: -1/ },
    { bad: { company: "Acme Inc" }, says: /company/ },
    { bad: JSON.parse('{"language":"fr"}'), says: /language: fr/ },
    { bad: JSON.parse('{"shape":"round"}'), says: /shape: round/ },
  ])("$bad is refused", ({ bad, says }) => {
    expect(() => sampleOrganization(bad)).toThrow(says);
  });
});

describe("ids", () => {
  const organization = sampleOrganization();
  test.each([
    { what: "organisation", ids: [organization.id], pattern: /^o-[a-z0-9]{10}$/ },
    { what: "root", ids: [organization.root.id], pattern: /^r-[a-z0-9]{4}$/ },
    { what: "OUs", ids: organization.units.map(({ id }) => id), pattern: /^ou-[a-z0-9]{4}-[a-z0-9]{8}$/ },
    { what: "accounts", ids: [...organization.accountIds()], pattern: /^\d{12}$/ },
    { what: "policies", ids: organization.policies.map(({ id }) => id), pattern: /^p-[A-Za-z0-9_]{8,128}$/ },
  ])("of $what look like AWS's", ({ ids, pattern }) => {
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(id).toMatch(pattern);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("accounts", () => {
  const organization = sampleOrganization({ accounts: 200 });

  test("have the default Regions, a few of them one more", () => {
    const counts = accountsOf(organization).map(({ enabledRegions }) => enabledRegions.size);
    expect(defaultRegions).toHaveLength(17);
    expect(Math.min(...counts)).toBe(17);
    expect(Math.max(...counts)).toBe(18);
  });

  test("are active, save a few that were closed", () => {
    const inState = (wanted: string) => accountsOf(organization).filter(({ state }) => state === wanted);
    expect(inState("SUSPENDED").length).toBeGreaterThan(2);
    expect(inState("PENDING_CLOSURE")).toHaveLength(1);
    expect(inState("ACTIVE").length).toBeGreaterThan(180);
    const suspended = organization.units.find(({ name }) => name === "Suspended");
    for (const account of inState("SUSPENDED")) expect(account.parentId).toBe(suspended?.id);
  });

  test("trust the crawler's role with its external id; the management account has one role more", () => {
    const [management, member] = accountsOf(organization);
    expect(management?.roles.map(({ name }) => name)).toEqual(["SekininManagement", "SekininReadOnly"]);
    expect(member?.roles).toMatchObject([
      { name: "SekininReadOnly", externalId: "external-id-of-the-sample", trustedPrincipals: ["999999999999"] },
    ]);
    expect(member?.roles[0]?.actions.some((action) => action.startsWith("organizations:"))).toBe(false);
    expect(management?.roles[0]?.actions).toContain("organizations:ListAccounts");
    expect(member?.roles[0]?.deny).toContain("s3:GetObject");
  });

  test("can be told to differ", () => {
    const [, first = "", second = "", third = ""] = organization.accountIds();
    const changed = sampleOrganization({
      accounts: 200,
      overrides: { [first]: { roles: [] }, [second]: { denies: ["kms:*"] }, [third]: { state: "SUSPENDED" } },
    });
    expect(changed.account(first)?.roles).toEqual([]);
    expect(changed.account(second)?.roles[0]?.deny).toContain("kms:*");
    expect(changed.account(third)?.state).toBe("SUSPENDED");
    expect(changed.plantedOf(third)).toEqual([]);
  });

  test("of another organisation are unknown", () => {
    expect(organization.account("999999999999")).toBeUndefined();
    expect(organization.plantedOf("999999999999")).toEqual([]);
  });
});

describe("names", () => {
  test.each([
    { language: "en" as const, company: "acme", names: /^[\x20-\x7e]+$/, example: "payments-prod", unit: "Workloads" },
    {
      language: "ja" as const,
      company: "hinode",
      names: /[\u3040-\u30ff\u4e00-\u9fff]/,
      example: "決済・本番",
      unit: "業務システム",
    },
  ])("are $language", ({ language, company, names, example, unit }) => {
    const organization = sampleOrganization({ language });
    const accounts = accountsOf(organization);
    for (const { name, email } of accounts) {
      expect(name).toMatch(names);
      expect(email).toMatch(new RegExp(`^aws\\+[a-z0-9-]+@${company}\\.example$`));
    }
    expect(accounts.map(({ name }) => name)).toContain(example);
    expect(organization.units.map(({ name }) => name)).toContain(unit);
    expect(new Set(accounts.map(({ name }) => name)).size).toBe(accounts.length);
  });

  test("of a large organisation stay apart", () => {
    const names = accountsOf(sampleOrganization({ accounts: 5_000 })).map(({ name }) => name);
    expect(new Set(names).size).toBeGreaterThan(4_950);
  });
});
