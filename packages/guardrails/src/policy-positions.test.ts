import fc from "fast-check";
import { expect, test } from "vitest";
import { positionOf } from "./policy-positions.ts";

const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Deny", "Action": "s3:Get*", "Resource": ["*", "arn:aws:s3:::a\\"]b"] },
    { "Effect": "Deny", "Action": ["a:b"], "Resource": "*",
      "Condition": { "StringLike": { "aws:ResourceTag/a.b[0]": "x", "aws:ResourceTag/a": ["y", 3] } } }
  ]
}`;

test.each<[string, string | null]>([
  ["Version", '"2012-10-17"'],
  ["Statement[0].Effect", '"Deny"'],
  ["Statement[0].Action", '"s3:Get*"'],
  ["Statement[0].Action[0]", '"s3:Get*"'],
  ["Statement[0].Action[1]", null],
  ["Statement[0].Resource[1]", '"arn:aws:s3:::a\\"]b"'],
  ["Statement[1].Condition.StringLike.aws:ResourceTag/a.b[0]", '"x"'],
  ["Statement[1].Condition.StringLike.aws:ResourceTag/a[1]", "3"],
  ["Statement[1].Condition.StringLike.aws:ResourceTag/a", '["y", 3]'],
  ["Statement[2]", null],
  ["Statement[0].Sid", null],
  ["", policy],
])("`%s` is %s", (path, found) => {
  const range = positionOf(policy, path);
  expect(range === null ? null : policy.slice(range.from, range.to)).toBe(found);
});

test("a statement without a list is found as the first", () => {
  const text = '{"Statement":{"Effect":"Deny"}}';
  const range = positionOf(text, "Statement[0].Effect");
  expect(range && text.slice(range.from, range.to)).toBe('"Deny"');
});

test("what is found is the value, whatever the keys and the space between", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string(),
        fc.json().map((text) => JSON.parse(text)),
      ),
      fc.nat(3),
      (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        for (const key of Object.keys(object)) {
          // A key that goes on like a path says two things at once.
          if (key === "" || /[.[]/.test(key)) continue;
          const range = positionOf(text, key);
          expect(range && JSON.parse(text.slice(range.from, range.to))).toEqual(
            JSON.parse(JSON.stringify(object[key])),
          );
        }
      },
    ),
  );
});

test.each(['{"Statement":[', "{", "", '{"a"', '{"a":}', "[".repeat(300_000), `{"Statement":${"[".repeat(200_000)}`])(
  "broken text gives some answer and never throws",
  (text) => {
    const range = positionOf(text, "Statement[0].Effect");
    expect(range === null || range.from <= range.to).toBe(true);
  },
);
