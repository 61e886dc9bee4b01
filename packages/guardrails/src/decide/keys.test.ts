import { describe, expect, test } from "vitest";
import { loadUniverse } from "../universe/load-universe.ts";
import { keyFacts, keyFamily, knownKeys } from "./keys.ts";

const universe = loadUniverse();

describe("the table of keys", () => {
  test.each(knownKeys.map((facts) => [facts.name, facts] as const))("%s has a page of AWS's", (_name, { page }) => {
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html(#condition-keys-[a-z0-9]+)?$/);
  });

  test.each(
    knownKeys
      .filter(({ name }) => universe.globalKeys.has(name.toLowerCase()))
      .map((facts) => [facts.name, facts] as const),
  )("%s is of the kind that the Service Authorization Reference says", (name, { kind, hasSeveralValues }) => {
    const told = universe.globalKeys.get(name.toLowerCase());
    expect(hasSeveralValues).toBe(told?.hasSeveralValues);
    // Texts and ARNs are compared as texts; which of both is asked is the operator's.
    expect(kind).toBe(told?.kind === "arn" ? "text" : told?.kind);
  });

  test("every global key of AWS's has a row", () => {
    const missing = [...universe.globalKeys.keys()].filter((key) => keyFacts(key) === undefined);
    expect(missing).toEqual([]);
  });
});

test.each([
  ["aws:principaltag/team", "aws:principaltag/", "named"],
  ["aws:principaltag/a/b", "aws:principaltag/", "named"],
  ["aws:sourceip", "aws:sourceip", "route"],
  ["aws:viaawsservice", "aws:viaawsservice", "route"],
  ["aws:requestedregion", "aws:requestedregion", "choice"],
  ["aws:resourcetag/x", "aws:resourcetag/", "state"],
  ["kms:encryptioncontext:app", "kms:encryptioncontext:", undefined],
  ["s3:x-amz-acl", "s3:x-amz-acl", undefined],
  ["odd", "odd", undefined],
])("%s belongs to %s, class %s", (key, family, keyClass) => {
  expect(keyFamily(key)).toBe(family);
  expect(keyFacts(key)?.class).toBe(keyClass);
});
