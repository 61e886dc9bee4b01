import { rates } from "@sekinin/aws-sim";
import { describe, expect, test } from "vitest";
import { requiredActions } from "../permissions/collector-actions.ts";
import { plannedShare, publishedLimits, readOn, unpublishedLimit } from "./limits.ts";
import { planOf } from "./plan-of.ts";

const organizations = (...rows: [string, number, number][]) =>
  rows.map(([name, perSecond, burst]) => ({ action: `organizations:${name}`, perSecond, burst, isGlobal: true }));

/** The services' quota pages: requests per second and burst of one account; `isGlobal` where Regions share them. */
const pages: readonly { action: string; perSecond: number; burst: number; isGlobal: boolean }[] = [
  ...organizations(
    ["ListAccounts", 8, 12],
    ["ListAccountsForParent", 5, 8],
    ["ListOrganizationalUnitsForParent", 5, 8],
    ["ListPolicies", 5, 8],
    ["ListTargetsForPolicy", 5, 8],
    ["DescribePolicy", 2, 2],
    ["DescribeOrganization", 1, 2],
    ["ListRoots", 1, 2],
    ["ListDelegatedAdministrators", 5, 8],
  ),
  { action: "account:ListRegions", perSecond: 5, burst: 5, isGlobal: true },
  { action: "account:GetAlternateContact", perSecond: 10, burst: 15, isGlobal: true },
  { action: "sts:AssumeRole", perSecond: 600, burst: 600, isGlobal: false },
  { action: "sts:GetCallerIdentity", perSecond: 600, burst: 600, isGlobal: false },
  { action: "ec2:DescribeVpcs", perSecond: 20, burst: 100, isGlobal: false },
  { action: "ec2:DescribeInstances", perSecond: 20, burst: 100, isGlobal: false },
  { action: "lambda:GetPolicy", perSecond: 15, burst: 15, isGlobal: false },
  { action: "lambda:ListFunctions", perSecond: 15, burst: 15, isGlobal: false },
  { action: "cloudtrail:DescribeTrails", perSecond: 10, burst: 10, isGlobal: false },
  { action: "iam:GetAccountAuthorizationDetails", perSecond: 15, burst: 15, isGlobal: true },
];

test.each(pages)("$action is planned at 80 % of $perSecond/s and of the burst $burst", (page) => {
  const one = planOf({ scope: "111122223333", region: "eu-west-1", api: page.action });
  expect(one.plan.perSecond).toBeCloseTo(page.perSecond * 0.8);
  expect(one.plan.burst).toBe(Math.max(1, Math.floor(page.burst * 0.8)));
  const other = planOf({ scope: "111122223333", region: "us-east-1", api: page.action });
  expect(other.name === one.name).toBe(page.isGlobal);
});

test("the plan says when and how far the published rates are used", () => {
  expect(plannedShare).toBe(0.8);
  expect(readOn).toMatch(/^20\d\d-\d\d-\d\d$/);
});

describe("what shares a bucket", () => {
  const nameOf = (api: string, scope = "o-1", region = "eu-west-1") => planOf({ scope, region, api }).name;

  test.each([
    ["organizations:ListAccountsForParent", "organizations:ListOrganizationalUnitsForParent"],
    ["organizations:ListPolicies", "organizations:ListTargetsForPolicy"],
    ["lambda:ListFunctions", "lambda:ListFunctionUrlConfigs"],
    ["sts:AssumeRole", "sts:GetCallerIdentity"],
    ["cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus"],
  ])("%s and %s do", (one, other) => {
    expect(nameOf(one)).toBe(nameOf(other));
  });

  test.each([
    ["lambda:GetPolicy", "lambda:ListFunctions"],
    ["ec2:DescribeVpcs", "ec2:DescribeSubnets"],
    ["organizations:ListAccounts", "organizations:ListRoots"],
    ["rds:DescribeDBInstances", "backup:ListBackupPlans"],
  ])("%s and %s do not", (one, other) => {
    expect(nameOf(one)).not.toBe(nameOf(other));
  });

  test("two organisations or accounts never do", () => {
    for (const api of [...requiredActions("management"), "sts:AssumeRole", "unheard:Of"]) {
      expect(nameOf(api, "o-1")).not.toBe(nameOf(api, "o-2"));
    }
  });
});

test("what nobody published starts at 5/s, by Region", () => {
  const key = { scope: "111122223333", region: "eu-west-1", api: "rds:DescribeDBInstances" };
  expect(unpublishedLimit.perSecond).toBe(5);
  expect(planOf(key).plan).toEqual(unpublishedLimit);
  expect(planOf({ ...key, region: "us-east-1" }).name).not.toBe(planOf(key).name);
  expect(planOf({ ...key, api: "toString" }).plan).toEqual(unpublishedLimit);
});

test("no action has two rates, and every plan lets a call through", () => {
  const actions = publishedLimits.flatMap((limit) => limit.actions);
  expect(actions).toEqual([...new Set(actions)]);
  for (const api of [...actions, ...requiredActions("management")]) {
    const { plan } = planOf({ scope: "a", region: "r", api });
    expect(plan.perSecond).toBeGreaterThan(0);
    expect(plan.burst).toBeGreaterThanOrEqual(1);
  }
});

test("every call of ours whose rate AWS published has it, as the simulator enforces it", () => {
  const missing: string[] = [];
  for (const action of requiredActions("management")) {
    const [service = "", operation = ""] = action.split(":");
    const known = Object.entries(rates).find(([name]) => name === service)?.[1] ?? [];
    const named = known.filter(({ operations }) => operations !== "others" && operations.includes(operation));
    const rest = known.filter(({ operations }) => operations === "others");
    const own = (named.length > 0 ? named : rest).filter(
      ({ scope, basis }) => scope !== "organization" && basis === "published",
    );
    const { plan } = planOf({ scope: "a", region: "r", api: action });
    for (const { perSecond, burst } of own) {
      if (plan.perSecond > perSecond * 0.8 || plan.burst > Math.max(1, burst * 0.8)) missing.push(action);
    }
  }
  expect(missing).toEqual([]);
});
