import type { ExportedVerdict } from "@sekinin/db";
import { fail, pass, unknown, type Verdict } from "@sekinin/responsibility";
import { expect, test } from "vitest";
import { comparePlanted, type Planted } from "./compare-planted.ts";

const planted = (verdict: string, reason: string | null = null): Planted => ({
  accountId: "111111111111",
  controlId: "c",
  region: null,
  resource: null,
  verdict,
  reason,
});
const decided = (verdict: Verdict): ExportedVerdict => ({
  organizationId: "o-1",
  accountId: "111111111111",
  region: "global",
  controlId: "c",
  resource: "arn:aws:iam::111111111111:root",
  verdict,
  observedAt: new Date(0),
});

test.each([
  { given: "the same verdict", left: [planted("pass")], right: [decided(pass())], differences: 0 },
  {
    given: "any reason where none was planted",
    left: [planted("fail")],
    right: [decided(fail("open"))],
    differences: 0,
  },
  { given: "the planted reason", left: [planted("fail", "open")], right: [decided(fail("open"))], differences: 0 },
  { given: "another reason", left: [planted("fail", "open")], right: [decided(fail("closed"))], differences: 1 },
  { given: "another verdict", left: [planted("pass")], right: [decided(fail("open"))], differences: 1 },
  {
    given: "unknown for a planted failure",
    left: [planted("fail")],
    right: [decided(unknown({ code: "timeout" }))],
    differences: 1,
  },
  {
    given: "an unknown by its code",
    left: [planted("unknown", "timeout")],
    right: [decided(unknown({ code: "timeout" }))],
    differences: 0,
  },
  { given: "a planted one that was not decided", left: [planted("pass")], right: [], differences: 1 },
  { given: "a decided one that was not planted", left: [], right: [decided(pass())], differences: 1 },
])("$given: $differences differences", ({ left, right, differences }) => {
  expect(comparePlanted(left, right)).toHaveLength(differences);
});
