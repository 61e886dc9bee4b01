import { describe, expect, test } from "vitest";
import { call, callAll, refusal, testNow } from "../testing/handler-calls.ts";
import { accountsOf, firstWith, sampleOrganization } from "../testing/sample-organization.ts";

describe("the credential report", () => {
  const setUp = () => {
    const organization = sampleOrganization();
    const { account } = firstWith(organization, (each) =>
      each.contents().identity.users.length > 2 ? each : undefined,
    );
    return { organization, account };
  };
  const get = (caller: ReturnType<typeof setUp> & { now?: Date }) => {
    const { Content } = call(caller, "iam:GetCredentialReport");
    if (!(Content instanceof Uint8Array)) throw new Error("no content");
    return new TextDecoder()
      .decode(Content)
      .split("\n")
      .map((line) => line.split(","));
  };

  test("is absent, in progress, then there", () => {
    const caller = setUp();
    expect(refusal(() => get(caller))).toBe("ReportNotPresent 410");
    expect(call(caller, "iam:GenerateCredentialReport")).toMatchObject({ State: "STARTED" });
    expect(refusal(() => get(caller))).toBe("ReportInProgress 404");
    expect(get(caller).length).toBeGreaterThan(3);
  });

  test("is ready after a second request, and gone after four hours", () => {
    const caller = setUp();
    call(caller, "iam:GenerateCredentialReport");
    expect(call(caller, "iam:GenerateCredentialReport")).toMatchObject({ State: "COMPLETE" });
    expect(get(caller).length).toBeGreaterThan(3);
    const later = new Date(testNow.getTime() + 5 * 3_600_000);
    expect(refusal(() => get({ ...caller, now: later }))).toBe("ReportNotPresent 410");
  });

  test("of one account says nothing about another's being ready", () => {
    const caller = setUp();
    call(caller, "iam:GenerateCredentialReport");
    const other = accountsOf(caller.organization).find(({ id }) => id !== caller.account.id);
    if (other === undefined) throw new Error("no other account");
    expect(refusal(() => get({ ...caller, account: other }))).toBe("ReportNotPresent 410");
  });

  test("has a header, the root user, and a row of equal width for each user", () => {
    const caller = setUp();
    call(caller, "iam:GenerateCredentialReport");
    call(caller, "iam:GenerateCredentialReport");
    const [header = [], root = [], ...users] = get(caller);
    expect(header.slice(0, 4)).toEqual(["user", "arn", "user_creation_time", "password_enabled"]);
    expect(root[0]).toBe("<root_account>");
    const mfa = header.indexOf("mfa_active");
    const planted = caller.account.contents().identity.users;
    expect(users).toHaveLength(planted.length);
    for (const [index, row] of users.entries()) {
      expect(row).toHaveLength(header.length);
      expect([row[0], row[3], row[mfa]]).toEqual([
        planted[index]?.detail.UserName,
        String(planted[index]?.passwordEnabled),
        String(planted[index]?.mfaActive),
      ]);
    }
  });
});

describe("GetAccountAuthorizationDetails", () => {
  const organization = sampleOrganization();
  const { account } = firstWith(organization, (each) =>
    each.contents().identity.policies.length > 2 ? each : undefined,
  );
  const caller = { organization, account };
  const { identity } = account.contents();

  test("gives users, groups, roles and policies with encoded documents", () => {
    const answer = call(caller, "iam:GetAccountAuthorizationDetails");
    expect(answer).toMatchObject({ IsTruncated: false });
    expect(answer.UserDetailList).toHaveLength(identity.users.length);
    expect(answer.RoleDetailList).toHaveLength(identity.roles.length);
    const [policy] = answer.Policies as {
      DefaultVersionId: string;
      PolicyVersionList: { VersionId: string; Document: string; IsDefaultVersion: boolean }[];
    }[];
    const version = policy?.PolicyVersionList.find(({ VersionId }) => VersionId === policy.DefaultVersionId);
    expect(version?.IsDefaultVersion).toBe(true);
    expect(version?.Document).toMatch(/^%7B%22Version/);
    expect(JSON.parse(decodeURIComponent(version?.Document ?? ""))).toHaveProperty("Statement");
  });

  test("pages across its four lists and loses nothing", () => {
    const counted = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"].map(
      (member) =>
        callAll(caller, "iam:GetAccountAuthorizationDetails", {
          member,
          answerToken: "Marker",
          inputToken: "Marker",
          input: { MaxItems: 2 },
        }).items.length,
    );
    expect(counted).toEqual([
      identity.users.length,
      identity.groups.length,
      identity.roles.length,
      identity.policies.length,
    ]);
  });

  test("filters by kind", () => {
    const answer = call(caller, "iam:GetAccountAuthorizationDetails", { Filter: ["LocalManagedPolicy"] });
    expect(answer).toMatchObject({ UserDetailList: [], RoleDetailList: [], GroupDetailList: [] });
    expect(answer.Policies).toHaveLength(identity.policies.length);
  });
});

test.each([
  { root: { mfa: true, password: true }, summary: { AccountMFAEnabled: 1, AccountPasswordPresent: 1 } },
  {
    root: { mfa: false, password: false },
    summary: { AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 },
  },
  { root: { mfa: false, password: true }, summary: { AccountMFAEnabled: 0, AccountPasswordPresent: 1 } },
])("GetAccountSummary of a root user with $root", ({ root, summary }) => {
  const organization = sampleOrganization();
  const { account } = firstWith(organization, (each) => {
    const found = each.contents().identity.root;
    return found.mfa === root.mfa && found.password === root.password ? each : undefined;
  });
  expect(call({ organization, account }, "iam:GetAccountSummary")).toMatchObject({ SummaryMap: summary });
});

describe("ListOrganizationsFeatures", () => {
  test.each([
    { rootCredentialsManaged: true, features: ["RootCredentialsManagement", "RootSessions"] },
    { rootCredentialsManaged: false, features: [] },
  ])("with central root management $rootCredentialsManaged: $features", ({ rootCredentialsManaged, features }) => {
    const organization = sampleOrganization({ rootCredentialsManaged });
    const [management, member] = accountsOf(organization);
    if (management === undefined || member === undefined) throw new Error("two accounts");
    expect(call({ organization, account: management }, "iam:ListOrganizationsFeatures")).toEqual({
      OrganizationId: organization.id,
      EnabledFeatures: features,
    });
    expect(refusal(() => call({ organization, account: member }, "iam:ListOrganizationsFeatures"))).toBe(
      "AccountNotManagementOrDelegatedAdministrator 400",
    );
  });

  test("without it nobody is without root credentials", () => {
    const organization = sampleOrganization({ rootCredentialsManaged: false });
    for (const account of accountsOf(organization)) expect(account.contents().identity.root.password).toBe(true);
  });
});
