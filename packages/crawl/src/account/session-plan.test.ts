import { expect, test } from "vitest";
import { roleFor, sessionName } from "./session-plan.ts";

const connection = { managementRoleArn: "arn:aws:iam::111111111111:role/Management", memberRoleName: "ReadOnly" };

test.each([
  {
    given: "the account of the management role",
    connection,
    accountId: "111111111111",
    expected: "arn:aws:iam::111111111111:role/Management",
  },
  {
    given: "a member",
    connection,
    accountId: "222222222222",
    expected: "arn:aws:iam::222222222222:role/ReadOnly",
  },
  {
    given: "the management account of an organisation that is read through a delegated account",
    connection: { ...connection, managementRoleArn: "arn:aws:iam::333333333333:role/path/Delegated" },
    accountId: "111111111111",
    expected: "arn:aws:iam::111111111111:role/ReadOnly",
  },
])("$given: $expected", ({ connection: given, accountId, expected }) => {
  expect(roleFor(given, { partition: "aws", accountId })).toEqual(expected);
});

test("another partition's accounts are entered in that partition", () => {
  expect(roleFor(connection, { partition: "aws-cn", accountId: "222222222222" })).toMatch(/^arn:aws-cn:iam:/);
});

test("a session's name tells the crawl and nothing else", () => {
  expect(sessionName("4a1d8f5c-2b7e-4c8b-8d0d-3f1f5f0f9a77")).toBe("sekinin-4a1d8f5c");
});
