import { expect, test } from "vitest";
import { AssignmentForm, assignmentOf, TeamChange, TeamInput, teamAddress } from "./responsibility-input.ts";

const id = "3f0e7f52-1111-4222-8333-444455556666";
const right = { nodeId: "ou-1", subject: "domain:network", party: `team:${id}` };

test.each([
  {
    form: right,
    expected: { nodeId: "ou-1", subjectKind: "domain", subject: "network", party: { kind: "team", id } },
  },
  {
    form: { ...right, subject: "control:iam-root-mfa", party: `partner:${id}` },
    expected: {
      nodeId: "ou-1",
      subjectKind: "control",
      subject: "iam-root-mfa",
      party: { kind: "partner", operatorId: id },
    },
  },
  { form: { ...right, party: "aws" }, expected: null },
  { form: { ...right, party: "unassigned" }, expected: null },
  { form: { ...right, party: "team:1" }, expected: null },
  { form: { ...right, subject: "network" }, expected: null },
  { form: { ...right, subject: "domain:" }, expected: null },
  { form: { ...right, subject: "domain:a b" }, expected: null },
])("$form.subject to $form.party", ({ form, expected }) => {
  expect(assignmentOf(form)).toEqual(expected);
});

test("no place chosen is the root, and a form with anything more is refused", () => {
  const form = { organizationId: "o-1", rootId: "r-1", place: "", subject: right.subject, party: right.party };
  expect(AssignmentForm.parse(form)).toMatchObject({ nodeId: "r-1", organizationId: "o-1" });
  expect(AssignmentForm.safeParse({ ...form, party: "aws" }).success).toBe(false);
  expect(AssignmentForm.safeParse({ ...form, tenantId: id }).success).toBe(false);
  expect(TeamInput.safeParse({ name: "n", email: "", emailConfirmedAt: "2026-01-01" }).success).toBe(false);
  expect(TeamChange.safeParse({ name: "n", email: "", teamId: "1" }).success).toBe(false);
});

test.each([
  { text: "", expected: { email: null, problem: null } },
  { text: "  ", expected: { email: null, problem: null } },
  { text: " Team@Example.COM ", expected: { email: "team@example.com", problem: null } },
  { text: '"a@evil.example"@acme.example', expected: { problem: "at-sign" } },
  { text: "a@example.com\r\nBcc: b@example.com", expected: { problem: "control-character" } },
  { text: "postmaster@example.com", expected: { problem: "reserved" } },
])("address %j", ({ text, expected }) => {
  expect(teamAddress(text)).toEqual(expected);
});
