import { expect, test } from "vitest";
import { contextWith, publicAccessBlockWith } from "../../testing/index.ts";
import { fail, pass } from "../../verdict.ts";
import { accountPublicAccessBlocked } from "./account-public-access-blocked.ts";

const all = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };

test.each([
  { given: "all four on", block: all, expected: pass() },
  { given: "no configuration", block: null, expected: fail("not-configured") },
  ...Object.keys(all).map((name) => ({
    given: `${name} off`,
    block: { ...all, [name]: false },
    expected: fail("partly-off", { off: [name] }),
  })),
  {
    given: "two off, named in order",
    block: { ...all, restrictPublicBuckets: false, blockPublicAcls: false },
    expected: fail("partly-off", { off: ["blockPublicAcls", "restrictPublicBuckets"] }),
  },
])("$given: $expected.verdict", ({ block, expected }) => {
  expect(accountPublicAccessBlocked.decide(publicAccessBlockWith({ block }), contextWith())).toEqual(expected);
});
