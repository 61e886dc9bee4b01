import { expect, test } from "vitest";
import { levelWith } from "../testing/atom-questions.ts";
import { relevantStatements } from "./relevant-statements.ts";

const deny = (action: string, sid = "d") => ({ Sid: sid, Effect: "Deny", Action: action, Resource: "*" });
const allow = (action: string) => ({ Effect: "Allow", Action: action, Resource: "*" });
const listOnly = (action: string) => ({ nodeId: "ou-1", entries: levelWith([allow(action)]).entries.slice(1) });

test.each([
  ["*", true],
  ["*:*", true],
  ["s3:*", true],
  ["S3:getobject", true],
  ["*:Get*", true],
  ["s3:Get?bject", true],
  ["s3:GetObjects", false],
  ["s3:Put*", false],
])("a Deny of %s meets s3:GetObject: %s", (action, isMet) => {
  const { denies } = relevantStatements("s3:GetObject", [levelWith([deny(action)])]);
  expect(denies.length).toBe(isMet ? 1 : 0);
});

test("levels with a full Allow drop out, the same Allow on two levels counts once", () => {
  const levels = [levelWith([]), listOnly("s3:*"), listOnly("s3:*"), listOnly("s3:Get*")];
  expect(relevantStatements("s3:GetObject", levels).allows).toEqual([]);
  const inRegion = { ...allow("s3:*"), Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } };
  const conditional = { nodeId: "ou-1", entries: levelWith([inRegion]).entries.slice(1) };
  expect(relevantStatements("s3:GetObject", [levelWith([]), conditional, conditional]).allows).toHaveLength(1);
});

test("a level that allows nothing is told from one that allows all", () => {
  expect(relevantStatements("s3:GetObject", [listOnly("ec2:*")]).allows).toEqual([[]]);
  expect(relevantStatements("s3:GetObject", [{ nodeId: "ou-1", entries: [] }]).allows).toEqual([[]]);
});

test("equal statements in other places give one key; a Deny that may be attached gives another", () => {
  const once = relevantStatements("s3:GetObject", [levelWith([deny("s3:*")])]);
  const twice = relevantStatements("s3:GetObject", [
    levelWith([deny("S3:*", "other")]),
    levelWith([deny("s3:Put*"), deny("s3:*")]),
  ]);
  expect(twice.key).toBe(once.key);
  expect(twice.denies).toHaveLength(1);
  const level = levelWith([deny("s3:*")]);
  const entries = level.entries.map((entry) => (entry.kind === "policy" ? { ...entry, isCertain: false } : entry));
  const maybe = relevantStatements("s3:GetObject", [{ ...level, entries }]);
  expect(maybe.key).not.toBe(once.key);
});

test("what cannot be read is kept, and its level may allow", () => {
  const reason = { code: "policy-unread", detail: "p-9", statements: [] } as const;
  const level = { nodeId: "ou-1", entries: [{ kind: "unreadable", policyId: "p-9", reason } as const] };
  const relevant = relevantStatements("s3:GetObject", [level]);
  expect(relevant).toMatchObject({ denies: [], allows: [], unreadable: [{ policyId: "p-9" }] });
});
