import { describe, expect, test } from "vitest";
import { policyDiff } from "./policy-diff.ts";

const said = (before: string, after: string) =>
  policyDiff(before, after)?.map(({ kind, text }) => `${{ same: " ", removed: "-", added: "+" }[kind]}${text}`);

describe("lines that differ, with those around", () => {
  test.each([
    { given: "the same", before: "a\nb", after: "a\nb", expected: [] },
    {
      given: "one edited",
      before: "a\nb\nc\nd\ne\nf\ng",
      after: "a\nb\nc\nX\ne\nf\ng",
      expected: [" b", " c", "-d", "+X", " e", " f"],
    },
    { given: "one added at the end", before: "a", after: "a\nb", expected: [" a", "+b"] },
    { given: "one removed at the start", before: "a\nb", after: "b", expected: ["-a", " b"] },
    { given: "everything", before: "a", after: "b", expected: ["-a", "+b"] },
  ])("$given", ({ before, after, expected }) => {
    expect(said(before, after)).toEqual(expected);
  });
});

test("minified policies are compared by their elements", () => {
  const policy = (...actions: string[]) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: actions, Resource: "*", Sid: "x".repeat(100) }],
    });
  expect(said(policy("s3:A", "s3:B"), policy("s3:A", "s3:C", "s3:B"))).toContain('+        "s3:C",');
});

test("what would take too long is not compared", () => {
  const long = Array.from({ length: 2_000 }, (_, at) => String(at)).join("\n");
  expect(policyDiff(long, `${long}\nx`)).toBeNull();
});
