import { expect, test } from "vitest";
import { handlers } from "../../handlers/index.ts";
import type { ServiceKey } from "../service/clients.ts";
import { iamActionOf } from "./iam-action.ts";

test.each<{ service: ServiceKey; operation: string; expected: string | null }>([
  { service: "s3", operation: "ListBuckets", expected: "s3:ListAllMyBuckets" },
  { service: "s3", operation: "GetBucketPolicy", expected: "s3:GetBucketPolicy" },
  { service: "s3", operation: "GetBucketVersioning", expected: "s3:GetBucketVersioning" },
  { service: "s3", operation: "GetBucketLocation", expected: "s3:GetBucketLocation" },
  { service: "s3control", operation: "GetPublicAccessBlock", expected: "s3:GetAccountPublicAccessBlock" },
  { service: "lambda", operation: "ListFunctionUrlConfigs", expected: "lambda:ListFunctionUrlConfigs" },
  { service: "config", operation: "DescribeConfigurationRecorders", expected: "config:DescribeConfigurationRecorders" },
  { service: "sts", operation: "AssumeRole", expected: "sts:AssumeRole" },
  { service: "sts", operation: "GetCallerIdentity", expected: null },
])("$service $operation needs $expected", ({ service, operation, expected }) => {
  expect(iamActionOf(service, operation)).toBe(expected);
});

test("every operation that is answered needs an action of its service's own prefix", () => {
  const actions = Object.entries(handlers)
    .filter(([service]) => service !== "sts")
    .flatMap(([service, operations]) =>
      Object.keys(operations).map((operation) => ({ service, action: iamActionOf(service as ServiceKey, operation) })),
    );
  expect(actions.filter(({ service, action }) => action?.split(":")[0] !== service)).toEqual([]);
});
