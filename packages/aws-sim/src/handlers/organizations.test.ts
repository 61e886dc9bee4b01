import type { Account } from "@aws-sdk/client-organizations";
import { describe, expect, test } from "vitest";
import { call, callAll, refusal } from "../testing/handler-calls.ts";
import { accountsOf, sampleOrganization } from "../testing/sample-organization.ts";

const organization = sampleOrganization();
const [management, audit, logs] = accountsOf(organization);
if (management === undefined || audit === undefined || logs === undefined) throw new Error("three accounts");
const caller = { organization, account: management };
const paging = { answerToken: "NextToken", inputToken: "NextToken" };

describe("ListAccounts", () => {
  const list = (options: Parameters<typeof sampleOrganization>[0] = {}) => {
    const made = sampleOrganization(options);
    const account = made.account(made.managementAccountId);
    if (account === undefined) throw new Error("no management account");
    return callAll({ organization: made, account }, "organizations:ListAccounts", { ...paging, member: "Accounts" });
  };

  test("gives all accounts in pages of twenty, with State and Paths", () => {
    const { items, pages } = list();
    expect(pages).toBe(3);
    expect(items).toHaveLength(60);
    for (const item of items as Account[]) {
      const account = organization.account(item.Id ?? "");
      expect(item).toMatchObject({
        Name: account?.name,
        State: account?.state,
        Paths: [account?.path],
        Email: account?.email,
      });
      expect(item.Arn).toBe(
        `arn:aws:organizations::${organization.managementAccountId}:account/${organization.id}/${item.Id}`,
      );
    }
    expect((items as Account[]).some(({ State, Status }) => State === "SUSPENDED" && Status === "SUSPENDED")).toBe(
      true,
    );
  });

  test.each([
    { option: "omitAccountStatus" as const, member: "Status", kept: "State" },
    { option: "omitAccountPaths" as const, member: "Paths", kept: "State" },
  ])("leaves $member out where $option says so", ({ option, member, kept }) => {
    for (const item of list({ [option]: true }).items) {
      expect(item).not.toHaveProperty(member);
      expect(item).toHaveProperty(kept);
    }
  });

  test("refuses a token that it did not give", () => {
    expect(refusal(() => call(caller, "organizations:ListAccounts", { NextToken: "1.made-up" }))).toBe(
      "InvalidInputException 400",
    );
  });
});

describe("the tree", () => {
  test("walked from the root holds every account and OU once", () => {
    const walk = (parent: string): { accounts: string[]; units: string[] } => {
      const children = callAll(caller, "organizations:ListOrganizationalUnitsForParent", {
        ...paging,
        member: "OrganizationalUnits",
        input: { ParentId: parent },
      });
      const accounts = callAll(caller, "organizations:ListAccountsForParent", {
        ...paging,
        member: "Accounts",
        input: { ParentId: parent },
      });
      const below = (children.items as { Id: string }[]).map(({ Id }) => ({ id: Id, ...walk(Id) }));
      return {
        accounts: [
          ...(accounts.items as { Id: string }[]).map(({ Id }) => Id),
          ...below.flatMap((child) => child.accounts),
        ],
        units: below.flatMap((child) => [child.id, ...child.units]),
      };
    };
    const found = walk(organization.root.id);
    expect(found.accounts.sort()).toEqual([...organization.accountIds()].sort());
    expect(found.units.sort()).toEqual(organization.units.map(({ id }) => id).sort());
  });

  test("has one root with its policy types", () => {
    expect(call(caller, "organizations:ListRoots")).toMatchObject({
      Roots: [
        {
          Id: organization.root.id,
          PolicyTypes: expect.arrayContaining([{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }]),
        },
      ],
    });
  });

  test.each(["ou-none-00000000", "", undefined])("has no parent %s", (ParentId) => {
    expect(refusal(() => call(caller, "organizations:ListAccountsForParent", { ParentId }))).toBe(
      "ParentNotFoundException 400",
    );
  });
});

describe("policies", () => {
  const list = (Filter: string) =>
    callAll(caller, "organizations:ListPolicies", { ...paging, member: "Policies", input: { Filter } }).items as {
      Id: string;
      Name: string;
      Type: string;
    }[];

  test("are listed by type", () => {
    expect(list("SERVICE_CONTROL_POLICY").map(({ Name }) => Name)).toContain("FullAWSAccess");
    expect(
      list("RESOURCE_CONTROL_POLICY")
        .map(({ Name }) => Name)
        .sort(),
    ).toEqual(["RCPFullAWSAccess", "organization-data-only", "tls-only"]);
    expect(list("CHATBOT_POLICY").map(({ Name }) => Name)).toEqual(["chat-restrictions"]);
    expect(list("INSPECTOR_POLICY")).toEqual([]);
  });

  test("have targets with names and kinds, FullAWSAccess in many pages", () => {
    const { items, pages } = callAll(caller, "organizations:ListTargetsForPolicy", {
      ...paging,
      member: "Targets",
      input: { PolicyId: "p-FullAWSAccess" },
    });
    expect(items).toHaveLength(1 + organization.units.length + 60);
    expect(pages).toBe(Math.ceil(items.length / 20));
    const types = (items as { Type: string }[]).map(({ Type }) => Type);
    expect(types.filter((type) => type === "ROOT")).toHaveLength(1);
    expect(types.filter((type) => type === "ORGANIZATIONAL_UNIT")).toHaveLength(organization.units.length);
  });

  test("are described with their text", () => {
    const [first] = list("SERVICE_CONTROL_POLICY").filter(({ Name }) => Name === "protect-logging");
    expect(call(caller, "organizations:DescribePolicy", { PolicyId: first?.Id })).toMatchObject({
      Policy: {
        PolicySummary: { Name: "protect-logging", AwsManaged: false },
        Content: expect.stringContaining("cloudtrail:StopLogging"),
      },
    });
    expect(refusal(() => call(caller, "organizations:DescribePolicy", { PolicyId: "p-none0000" }))).toBe(
      "PolicyNotFoundException 400",
    );
  });
});

describe("who may ask", () => {
  const operations = ["ListAccounts", "ListRoots", "ListDelegatedAdministrators"] as const;
  test.each(operations)("%s: the management account and delegated administrators, no other member", (name) => {
    expect(refusal(() => call(caller, `organizations:${name}`))).toBe("answered");
    expect(refusal(() => call({ organization, account: audit }, `organizations:${name}`))).toBe("answered");
    expect(refusal(() => call({ organization, account: logs }, `organizations:${name}`))).toBe(
      "AccessDeniedException 400",
    );
  });

  test("DescribeOrganization: everybody", () => {
    expect(call({ organization, account: logs }, "organizations:DescribeOrganization")).toMatchObject({
      Organization: { Id: organization.id, MasterAccountId: management.id, FeatureSet: "ALL" },
    });
  });

  test.each([
    { ServicePrincipal: "guardduty.amazonaws.com", count: 1 },
    { ServicePrincipal: undefined, count: 1 },
    { ServicePrincipal: "macie.amazonaws.com", count: 0 },
  ])("delegated administrators of $ServicePrincipal: $count", ({ ServicePrincipal, count }) => {
    const answer = call(caller, "organizations:ListDelegatedAdministrators", { ServicePrincipal });
    const expected = Array.from({ length: count }, () => ({ Id: audit.id, State: "ACTIVE" }));
    expect(answer.DelegatedAdministrators).toMatchObject(expected);
  });
});
