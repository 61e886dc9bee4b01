import fc from "fast-check";
import { expect, test } from "vitest";
import { arnPattern, covers, globPattern, matches, type Pattern, written } from "./pattern.ts";
import { canMeet } from "./pattern-pairs.ts";

const texts: string[] = [""];
for (let from = 0; from < texts.length && (texts[from] ?? "").length < 6; from += 1) {
  for (const next of "aBb:") texts.push(`${texts[from]}${next}`);
}
const text = fc.string({ unit: fc.constantFrom("a", "B", "b", ":", "*", "?"), maxLength: 4 });
const pattern = fc.tuple(text, fc.boolean()).map(([one, folds]) => globPattern(written(one), folds));

test("patterns meet where a short text matches both, and cover where no text tells them apart", () => {
  fc.assert(
    fc.property(pattern, pattern, (one, other) => {
      const shared = texts.some((candidate) => matches(one, candidate) && matches(other, candidate));
      expect(canMeet(one, other)).toBe(shared);
      expect(canMeet(other, one)).toBe(shared);
      if (covers(one, other)) {
        expect(texts.find((candidate) => matches(other, candidate) && !matches(one, candidate))).toBeUndefined();
      }
    }),
    { numRuns: 1_000 },
  );
});

const arn = (rest: string) => arnPattern(written(`arn:aws:iam::${rest}`)) as Pattern;
test.each<readonly [Pattern, Pattern, boolean]>([
  [arn("*:role/A"), arn("1:role/A"), true],
  [arn("*:role/A"), arn("*:role/B"), false],
  [arn("*:role/A*"), arn("1:role/*B"), true],
  [arn("*:role/x"), globPattern(written("arn:aws:iam::1:2:role/x")), false],
  [arn("*:*"), globPattern(written("arn:aws:iam::1:2:role/x")), true],
  [arn("?:role/x"), arn("12:role/x"), false],
])("%o meets %o: %s", (one, other, expected) => {
  expect(canMeet(one, other)).toBe(expected);
});
