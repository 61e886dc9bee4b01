import { describe, expect, test } from "vitest";
import { call, callAll, refusal } from "../testing/handler-calls.ts";
import { accountsOf, firstWith, sampleOrganization } from "../testing/sample-organization.ts";

const organization = sampleOrganization({ accounts: 200 });
const [management, member] = accountsOf(organization);
if (management === undefined || member === undefined) throw new Error("two accounts");

describe("ListRegions", () => {
  const regionsOf = (input: Record<string, unknown>, account = member) =>
    callAll({ organization, account }, "account:ListRegions", {
      member: "Regions",
      answerToken: "NextToken",
      inputToken: "NextToken",
      input,
    }).items as {
      RegionName: string;
      RegionOptStatus: string;
    }[];

  test("tells default, opted-in and disabled Regions apart", () => {
    const { account } = firstWith(organization, (each) => (each.enabledRegions.size > 17 ? each : undefined));
    const statuses = regionsOf({}, account).map(({ RegionOptStatus }) => RegionOptStatus);
    expect(statuses.filter((status) => status === "ENABLED_BY_DEFAULT")).toHaveLength(17);
    expect(statuses.filter((status) => status === "ENABLED")).toHaveLength(1);
    expect(statuses.filter((status) => status === "DISABLED").length).toBeGreaterThan(5);
  });

  test("filters by status", () => {
    const enabled = regionsOf({ RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"] });
    expect(enabled.map(({ RegionName }) => RegionName).sort()).toEqual([...member.enabledRegions].sort());
  });

  test("comes in pages of the size asked for", () => {
    expect(
      (call({ organization, account: member }, "account:ListRegions", { MaxResults: 5 }).Regions as unknown[]).length,
    ).toBe(5);
    expect(refusal(() => call({ organization, account: member }, "account:ListRegions", { MaxResults: 51 }))).toBe(
      "ValidationException 400",
    );
  });
});

describe("GetAlternateContact", () => {
  const ask = (account: typeof member, input: Record<string, unknown> = {}) =>
    call({ organization, account }, "account:GetAlternateContact", { AlternateContactType: "SECURITY", ...input });
  const { account: known } = firstWith(organization, (each) =>
    each.contents().securityContact === null || each.id === management.id ? undefined : each,
  );
  const { account: bare } = firstWith(organization, (each) =>
    each.contents().securityContact === null ? each : undefined,
  );

  test("gives address and number, or ResourceNotFoundException", () => {
    expect(ask(known)).toMatchObject({
      AlternateContact: { EmailAddress: "security@acme.example", PhoneNumber: expect.any(String) },
    });
    expect(refusal(() => ask(bare))).toBe("ResourceNotFoundException 404");
    expect(refusal(() => ask(known, { AlternateContactType: "BILLING" }))).toBe("ResourceNotFoundException 404");
  });

  test.each([
    { given: "the management account of a member", account: management, AccountId: known.id, answer: "answered" },
    {
      given: "the management account of itself by id",
      account: management,
      AccountId: management.id,
      answer: "AccessDeniedException 403",
    },
    {
      given: "the management account of a stranger",
      account: management,
      AccountId: "000000000001",
      answer: "AccessDeniedException 403",
    },
    { given: "a member of another", account: bare, AccountId: known.id, answer: "AccessDeniedException 403" },
  ])("asked by $given: $answer", ({ account, AccountId, answer }) => {
    expect(refusal(() => ask(account, { AccountId }))).toBe(answer);
  });
});
