import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentWith } from "../testing/atom-questions.ts";
import { sha256 } from "./sha-256.ts";
import { statementHash } from "./statement-hash.ts";

test("SHA-256 is what node's is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }),
    { numRuns: 500 },
  );
});

const plain = {
  Sid: "One",
  Effect: "Deny",
  Action: ["s3:PutObject", "s3:GetObject"],
  Resource: ["a", "b"],
  Condition: { StringEquals: { "aws:PrincipalTag/a": ["x", "y"] }, Bool: { "aws:SecureTransport": "false" } },
};

function hashOf(statement: unknown, version = "2012-10-17"): string {
  const document = documentWith([statement], version);
  const [first] = document.statements;
  if (first === undefined) throw new Error("no statement");
  return statementHash({ statement: first, version: document.version });
}

describe("hash of a statement", () => {
  test.each<readonly [what: string, other: unknown, isSame: boolean]>([
    ["another Sid", { ...plain, Sid: "Two" }, true],
    ["lists in another order", { ...plain, Action: ["s3:GetObject", "S3:putobject"], Resource: ["b", "a", "a"] }, true],
    [
      "conditions in another order and case of operator and key",
      {
        ...plain,
        Condition: { bool: { "AWS:SecureTransport": "false" }, stringEquals: { "aws:principaltag/A": ["y", "x"] } },
      },
      true,
    ],
    ["another effect", { ...plain, Effect: "Allow" }, false],
    ["another case of a resource", { ...plain, Resource: ["A", "b"] }, false],
    ["another case of a value", { ...plain, Condition: { StringEquals: { "aws:PrincipalTag/a": ["X", "y"] } } }, false],
    ["no condition", { ...plain, Condition: undefined }, false],
    ["NotAction instead of Action", { ...plain, Action: undefined, NotAction: plain.Action }, false],
  ])("%s", (_what, other, isSame) => {
    expect(hashOf(other) === hashOf(plain)).toBe(isSame);
  });

  test("the version counts where a variable stands", () => {
    expect(hashOf(plain, "2008-10-17")).toBe(hashOf(plain));
    const variable = { ...plain, Resource: "${aws:PrincipalAccount}" };
    expect(hashOf(variable, "2008-10-17")).not.toBe(hashOf(variable));
  });
});
