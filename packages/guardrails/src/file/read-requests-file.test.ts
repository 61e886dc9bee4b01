import { expect, test } from "vitest";
import { readParametersFile } from "./read-parameters-file.ts";
import { readRequestsFile } from "./read-requests-file.ts";

const request = {
  account: "222222222222",
  principal: "arn:aws:iam::222222222222:role/x",
  action: "s3:PutObject",
  resource: "arn:aws:s3:::a/b",
};

test.each<{ given: string; change: object; found: object }>([
  { given: "one resource", change: {}, found: { resources: ["arn:aws:s3:::a/b"], context: {} } },
  {
    given: "several resources",
    change: { resource: undefined, resources: ["arn:aws:s3:::a", "arn:aws:s3:::b"] },
    found: { resources: ["arn:aws:s3:::a", "arn:aws:s3:::b"] },
  },
  {
    given: "context values of every kind",
    change: {
      context: { "aws:SecureTransport": false, "s3:max-keys": 5, "aws:RequestedRegion": ["eu-west-1"], a: "" },
    },
    found: {
      context: {
        "aws:SecureTransport": ["false"],
        "s3:max-keys": ["5"],
        "aws:RequestedRegion": ["eu-west-1"],
        a: [""],
      },
    },
  },
  {
    given: "a resource's account",
    change: { resourceAccount: "333333333333" },
    found: { resourceAccount: "333333333333" },
  },
  { given: "a service as principal", change: { principal: "cloudtrail.amazonaws.com" }, found: {} },
  { given: "anybody", change: { principal: "*" }, found: {} },
])("$given is read", ({ change, found }) => {
  const read = readRequestsFile(JSON.stringify([{ ...request, ...change }]));
  expect(read).toMatchObject({ status: "read", requests: [found] });
});

test.each<{ given: string; value: unknown; problem: string }>([
  { given: "no list", value: request, problem: ": wrong-type" },
  { given: "an action with wildcards", value: [{ ...request, action: "s3:*" }], problem: "[0].action: wrong-value" },
  { given: "no account", value: [request, { ...request, account: "1" }], problem: "[1].account: wrong-value" },
  { given: "a name as principal", value: [{ ...request, principal: "alice" }], problem: "[0].principal: wrong-value" },
  {
    given: "a group as principal",
    value: [{ ...request, principal: "arn:aws:iam::222222222222:group/x" }],
    problem: "[0].principal: wrong-value",
  },
  { given: "no resource", value: [{ ...request, resource: undefined }], problem: "[0].resource: missing" },
  { given: "no resources", value: [{ ...request, resources: [] }], problem: "[0].resources: wrong-value" },
  {
    given: "a context that holds objects",
    value: [{ ...request, context: { a: [{}] } }],
    problem: "[0].context.a: wrong-type",
  },
])("$given is refused with its place", ({ value, problem }) => {
  const read = readRequestsFile(JSON.stringify(value));
  expect(read.status === "refused" && read.problems.map(({ path, code }) => `${path}: ${code}`)).toEqual([problem]);
});

test("parameters of a file of their own", () => {
  expect(readParametersFile('{"approvedRegions":["eu-west-1"]}')).toEqual({
    status: "read",
    parameters: { approvedRegions: ["eu-west-1"] },
  });
  expect(readParametersFile('{"approvedRegions":"eu-west-1"}')).toMatchObject({
    status: "refused",
    problems: [{ path: "approvedRegions", code: "wrong-type" }],
  });
});
