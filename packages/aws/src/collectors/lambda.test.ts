import { read, unread } from "@sekinin/responsibility";
import { expect, test } from "vitest";
import { environmentOf } from "./lambda.ts";

const failed = (ErrorCode?: string) => ({ Error: { ErrorCode, Message: "Lambda was unable to decrypt ..." } });
const unreadable = unread("value-unreadable", "lambda:ListFunctions", "Environment");
const encrypted = unread("value-encrypted", "lambda:ListFunctions", "Environment");

test.each([
  { given: "no environment", Environment: undefined, expected: read({ variableCount: 0, secrets: [] }) },
  {
    given: "variables, one of them a secret: its name only",
    Environment: { Variables: { STAGE: "prod", DB_PASSWORD: "hunter2hunter2" } },
    expected: read({ variableCount: 2, secrets: [{ variable: "DB_PASSWORD", detector: expect.any(String) }] }),
  },
  { given: "a key that the role may not use", Environment: failed("AccessDeniedException"), expected: encrypted },
  { given: "the same under KMS's name", Environment: failed("KMSAccessDeniedException"), expected: encrypted },
  {
    given: "a denial beside variables: what is there may not be all",
    Environment: { ...failed("AccessDeniedException"), Variables: { STAGE: "prod" } },
    expected: encrypted,
  },
  { given: "a disabled key", Environment: failed("KMSDisabledException"), expected: unreadable },
  { given: "an error without a code", Environment: failed(), expected: unreadable },
])("$given", ({ Environment, expected }) => {
  expect(environmentOf({ Environment })).toEqual(expected);
});
