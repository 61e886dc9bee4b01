import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadUniverse } from "../universe/load-universe.ts";
import { safeWildcards } from "./safe-wildcards.ts";

const universe = loadUniverse();
const patternsFor = (wanted: readonly string[]) => safeWildcards(wanted, (action) => wanted.includes(action), universe);
const names = (service: string) => universe.actionsOf(service).map(({ name }) => name);

describe("safeWildcards", () => {
  test("a whole service is its star", () => expect(patternsFor(names("guardduty"))).toEqual(["guardduty:*"]));

  test("a word that only wanted actions begin with", () => {
    const wanted = names("cloudtrail").filter((name) => /:(Stop|List)/.test(name));
    expect(patternsFor(wanted)).toEqual(["cloudtrail:List*", "cloudtrail:Stop*"]);
  });

  test("one action alone keeps its name", () => {
    expect(patternsFor(["cloudtrail:StopLogging"])).toEqual(["cloudtrail:StopLogging"]);
  });

  test("an unwanted action with the same word keeps all apart", () => {
    const wanted = ["iam:CreateUser", "iam:CreateRole"];
    expect(patternsFor(wanted)).toEqual([...wanted].sort());
  });

  test("an action that the table does not know keeps its name", () => {
    expect(patternsFor(["nosuch:Thing", "nosuch:Thong"])).toEqual(["nosuch:Thing", "nosuch:Thong"]);
  });

  test("whatever is wanted is matched, and nothing else", () => {
    const some = ["organizations", "cloudtrail", "detective", "sts", "kms"].flatMap(names);
    fc.assert(
      fc.property(fc.subarray(some), (wanted) => {
        const matched = patternsFor(wanted).flatMap((pattern) => universe.matching(pattern).map(({ name }) => name));
        expect([...new Set(matched)].sort()).toEqual([...wanted].sort());
        expect(new Set(matched).size).toBe(matched.length);
      }),
      { numRuns: 300 },
    );
  });
});
