import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findText, type TextTest } from "./find-text.ts";
import { arnPattern, exactPattern, globPattern, matches, type Pattern, written } from "./pattern.ts";

const glob = (text: string) => globPattern(written(text));
const arn = (text: string) => arnPattern(written(text)) as Pattern;
const is = (...patterns: Pattern[]): TextTest => ({ patterns, isNegated: false });
const not = (...patterns: Pattern[]): TextTest => ({ patterns, isNegated: true });

describe("findText", () => {
  test.each<{ given: string; tests: TextTest[]; found: boolean }>([
    { given: "no test", tests: [], found: true },
    { given: "two exact texts", tests: [is(exactPattern(written("a"))), is(exactPattern(written("b")))], found: false },
    { given: "a star without a star", tests: [is(glob("*")), not(glob("*"))], found: false },
    { given: "within a pattern", tests: [is(glob("role/*")), not(glob("role/admin*"))], found: true },
    { given: "a pattern within another", tests: [is(glob("role/admin-1")), not(glob("role/*"))], found: false },
    { given: "patterns that meet", tests: [is(glob("a*")), is(glob("*b")), not(glob("ab"))], found: true },
    { given: "exactly two characters", tests: [is(glob("??")), not(glob("*x*")), is(glob("*a"))], found: true },
    {
      given: "an ARN's wildcard stops at colons",
      tests: [is(arn("arn:aws:iam::*:role/x")), is(glob("arn:aws:iam::1:2:role/x"))],
      found: false,
    },
    { given: "its last part does not", tests: [is(arn("arn:aws:sns:r:1:*")), is(glob("*:b"))], found: true },
  ])("$given: $found", ({ tests, found }) => {
    expect(findText(tests).kind).toBe(found ? "found" : "none");
  });

  test("what is found passes, and where none is found no short text passes", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 5 });
    const aTest = fc.record({
      patterns: fc.array(
        pattern.chain((text) => fc.boolean().map((folds) => globPattern(written(text), folds))),
        { minLength: 1, maxLength: 2 },
      ),
      isNegated: fc.boolean(),
    });
    const texts: string[] = [""];
    for (let from = 0; from < texts.length && (texts[from] ?? "").length < 5; from += 1)
      for (const next of "ab:x") texts.push(`${texts[from]}${next}`);
    const passes = (tests: readonly TextTest[], text: string) =>
      tests.every(({ patterns, isNegated }) => patterns.some((one) => matches(one, text)) !== isNegated);
    fc.assert(
      fc.property(fc.array(aTest, { maxLength: 4 }), (tests) => {
        const answer = findText(tests);
        if (answer.kind === "found") expect(passes(tests, answer.text)).toBe(true);
        else expect(texts.find((text) => passes(tests, text))).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});
