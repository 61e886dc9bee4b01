import { describe, expect, test } from "vitest";
import { DraftName, DraftOperations, mostOperations } from "./draft-input.ts";
import { mostPolicyCharacters, policyTextProblem } from "./policy-text.ts";

const put = { kind: "put-policy", policyId: "draft-1", name: "N", type: "SERVICE_CONTROL_POLICY", content: "{}" };
const attach = { kind: "attach", policyId: "p-FullAWSAccess", targetId: "222222222222" };

test.each([
  { given: "nothing", text: "", problem: null },
  { given: "broken JSON", text: '{"Version": ', problem: null },
  { given: "Japanese and emoji", text: '{"Sid": "監査 🔒"}', problem: null },
  { given: "as long as it may be", text: "a".repeat(mostPolicyCharacters), problem: null },
  { given: "one longer", text: "a".repeat(mostPolicyCharacters + 1), problem: "too-long" },
  { given: "a megabyte", text: "a".repeat(1_048_576), problem: "too-long" },
  { given: "half a surrogate pair", text: "a\ud800b", problem: "broken-character" },
  { given: "the other half", text: "\udc00", problem: "broken-character" },
  { given: "NUL", text: "a\u0000", problem: "control-character" },
])("$given: $problem", ({ text, problem }) => {
  expect(policyTextProblem(text)).toBe(problem);
});

describe("steps as a request carries them", () => {
  test.each([
    { given: "a policy and its attachment", steps: [put, attach] },
    { given: "an OU, the root", steps: ["ou-ab12-11111111", "r-ab12"].map((targetId) => ({ ...attach, targetId })) },
    { given: "a move", steps: [{ kind: "move", nodeId: "222222222222", parentId: "r-ab12" }] },
    { given: "a type", steps: [{ kind: "set-policy-type", type: "TAG_POLICY", status: "DISABLED" }] },
    { given: "no JSON in a policy", steps: [{ ...put, content: "{" }] },
    { given: "none", steps: [] },
  ])("$given: taken", ({ steps }) => {
    expect(DraftOperations.safeParse(steps)).toMatchObject({ success: true, data: steps });
  });

  test.each([
    { given: "no list", steps: {} },
    { given: "an unknown kind", steps: [{ ...attach, kind: "delete-everything" }] },
    { given: "a field too many", steps: [{ ...attach, more: 1 }] },
    { given: "an id of another shape", steps: [{ ...attach, policyId: "../p-11111111" }] },
    { given: "a target that is none", steps: [{ ...attach, targetId: "222" }] },
    { given: "half a surrogate pair in a policy", steps: [{ ...put, content: "\ud800" }] },
    { given: "half a surrogate pair in a name", steps: [{ ...put, name: "\ud800" }] },
    { given: "a policy that is too long", steps: [{ ...put, content: "a".repeat(mostPolicyCharacters + 1) }] },
    { given: "no name", steps: [{ ...put, name: "" }] },
    { given: "too many", steps: Array.from({ length: mostOperations + 1 }, () => attach) },
  ])("$given: refused", ({ steps }) => {
    expect(DraftOperations.safeParse(steps).success).toBe(false);
  });
});

test.each([
  { name: "  Close GuardDuty ", expected: "Close GuardDuty" },
  { name: "塞ぐ <b>", expected: "塞ぐ <b>" },
  { name: "   ", expected: undefined },
  { name: "a".repeat(201), expected: undefined },
  { name: "\ud800", expected: undefined },
])("a draft's name $name", ({ name, expected }) => {
  expect(DraftName.safeParse(name).data).toBe(expected);
});
