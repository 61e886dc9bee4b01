import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { contextWith, functionWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { functionEnvNoSecrets } from "./function-env-no-secrets.ts";

const secrets = [
  { variable: "DB_PASSWORD", detector: "password" },
  { variable: "REDIS_URL", detector: "connection-string" },
  { variable: "OTHER_PASSWORD", detector: "password" },
];

test.each([
  { given: "no secrets", environment: read({ variableCount: 3, secrets: [] }), expected: pass({ variables: 3 }) },
  {
    given: "no variables",
    environment: read({ variableCount: 0, secrets: [] }),
    expected: notApplicable("no-variables"),
  },
  {
    given: "secrets: names and detectors are the evidence",
    environment: read({ variableCount: 5, secrets }),
    expected: fail("secret-found", {
      variables: ["DB_PASSWORD", "REDIS_URL", "OTHER_PASSWORD"],
      detectors: ["connection-string", "password"],
    }),
  },
  {
    given: "variables under a key that we may not use",
    environment: unread("value-encrypted", "lambda:ListFunctions", "Environment"),
    expected: unknown({ code: "value-encrypted", action: "lambda:ListFunctions", detail: "Environment" }),
  },
])("$given: $expected.verdict", ({ environment, expected }) => {
  expect(functionEnvNoSecrets.decide(functionWith({ environment }), contextWith())).toEqual(expected);
});
