import { describe, expect, test } from "vitest";
import { sampleOrganization } from "../testing/sample-organization.ts";
import type { SimulatedOrganization } from "./types.ts";

const scpDuties = (organization: SimulatedOrganization) =>
  organization.planted().filter(({ controlId }) => controlId === "organizations-scp-enforced");
const nameOf = (organization: SimulatedOrganization, arn: string | null) =>
  organization.units.find((unit) => unit.arn === arn)?.name ?? organization.root.name;

describe("policies", () => {
  const organization = sampleOrganization();
  const byName = (name: string) => organization.policies.find((policy) => policy.name === name);

  test.each(["FullAWSAccess", "RCPFullAWSAccess"])("%s is attached to root, OUs and accounts alike", (name) => {
    const policy = byName(name);
    expect(policy?.awsManaged).toBe(true);
    expect([...(policy?.targetIds ?? [])].sort()).toEqual(
      [organization.root.id, ...organization.units.map(({ id }) => id), ...organization.accountIds()].sort(),
    );
  });

  test("are valid JSON within AWS's sizes, at most ten SCPs to a target", () => {
    const perTarget = new Map<string, number>();
    for (const policy of organization.policies) {
      expect(() => JSON.parse(policy.content)).not.toThrow();
      expect(policy.content.length).toBeLessThanOrEqual(policy.type === "RESOURCE_CONTROL_POLICY" ? 5_120 : 10_240);
      if (policy.type !== "SERVICE_CONTROL_POLICY") continue;
      for (const target of policy.targetIds) perTarget.set(target, (perTarget.get(target) ?? 0) + 1);
    }
    expect(Math.max(...perTarget.values())).toBeLessThanOrEqual(10);
  });

  test("hold a Region denial with its exemptions, and one that nobody attached", () => {
    expect(byName("region-guardrail")?.content).toContain('"NotAction"');
    expect(byName("region-guardrail")?.content).toContain('"eu-central-1"');
    expect(byName("protect-logging")?.content).toContain("ArnNotLike");
    expect(byName("unused-experiment")?.targetIds).toEqual([]);
  });

  test("are of every type that the root has", () => {
    const types = new Set(organization.policies.map(({ type }) => type));
    expect(organization.root.policyTypes.map(({ type }) => type).sort()).toEqual([...types].sort());
  });
});

describe("the SCP duty", () => {
  test("is one row for each OU that holds accounts, in the management account", () => {
    const organization = sampleOrganization();
    const holding = organization.units.filter(({ id }) => organization.accountsOf(id).length > 0);
    expect(
      scpDuties(organization)
        .map(({ resource }) => resource)
        .sort(),
    ).toEqual(holding.map(({ arn }) => arn).sort());
    for (const { accountId, region } of scpDuties(organization)) {
      expect(accountId).toBe(organization.managementAccountId);
      expect(region).toBe("global");
    }
  });

  test.each([
    { given: "a landing zone", options: {}, failing: ["Acquisitions"], unknown: [] },
    { given: "a flat one", options: { shape: "flat" as const }, failing: ["Acquisitions", "NonProd"], unknown: [] },
    { given: "a policy that is no JSON", options: { brokenPolicy: true }, failing: [], unknown: ["Acquisitions"] },
  ])("in $given fails for $failing, unknown for $unknown", ({ options, failing, unknown }) => {
    const organization = sampleOrganization(options);
    const named = (verdict: string) =>
      scpDuties(organization)
        .filter((row) => row.verdict === verdict)
        .map((row) => nameOf(organization, row.resource))
        .sort();
    expect(named("fail")).toEqual(failing);
    expect(named("unknown")).toEqual(unknown);
    expect(named("pass").length).toBeGreaterThan(2);
  });

  test("fails once, for the root, without the policy type, whose policies stay without targets", () => {
    const organization = sampleOrganization({ disabledPolicyTypes: ["SERVICE_CONTROL_POLICY"] });
    expect(scpDuties(organization)).toMatchObject([{ verdict: "fail", resource: organization.root.arn }]);
    expect(organization.root.policyTypes.map(({ type }) => type)).not.toContain("SERVICE_CONTROL_POLICY");
    const scps = organization.policies.filter(({ type }) => type === "SERVICE_CONTROL_POLICY");
    expect(scps.length).toBeGreaterThan(5);
    expect(scps.flatMap(({ targetIds }) => targetIds)).toEqual([]);
  });

  test("of a root that holds only the management account is not there", () => {
    expect(scpDuties(sampleOrganization({ accounts: 1 }))).toEqual([]);
  });

  test("has a broken policy somewhere even in the smallest organisation that has an OU with accounts", () => {
    const broken = sampleOrganization({ accounts: 2, brokenPolicy: true }).policies.find(
      ({ name }) => name === "hand-edited",
    );
    expect(broken?.targetIds).toHaveLength(1);
    expect(() => JSON.parse(broken?.content ?? "{}")).toThrow(SyntaxError);
  });
});
