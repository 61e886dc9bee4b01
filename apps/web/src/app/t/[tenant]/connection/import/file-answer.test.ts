import { readOrganizationFile } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { fileProblems } from "./file-answer.ts";

const file = {
  format: "sekinin.organization/1",
  organization: { id: "o-abc1234567", managementAccountId: "111111111111", featureSet: "ALL" },
  root: { id: "r-ab12", policyTypes: [] },
  organizationalUnits: [],
  accounts: [],
  policies: [],
};
const told = (value: unknown) => fileProblems(readOrganizationFile(JSON.stringify(value)));

test("a whole file has no problem", () => {
  expect(told(file)).toEqual([]);
});

test.each([
  { given: "no JSON", text: "{", path: "line 1, column 2", code: "not-json" },
  {
    given: "an id that is none",
    text: JSON.stringify({ ...file, organization: { ...file.organization, id: "<b>" } }),
    path: "organization.id",
    code: "wrong-value",
  },
  { given: "another format", text: JSON.stringify({ ...file, format: "x" }), path: "format", code: "wrong-value" },
])("$given is told by its place", ({ text, path, code }) => {
  expect(fileProblems(readOrganizationFile(text))).toContainEqual(expect.objectContaining({ path, code }));
});

test("a file that is wrong everywhere is told in a few lines", () => {
  const accounts = Array.from({ length: 10_000 }, () => ({}));
  expect(told({ ...file, accounts }).length).toBeLessThanOrEqual(100);
});
