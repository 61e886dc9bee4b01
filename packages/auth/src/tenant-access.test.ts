import { describe, expect, test } from "vitest";
import { accessPerTenant, decideAccess, type TenantAccess } from "./tenant-access.ts";

function access(over: Partial<TenantAccess>): TenantAccess {
  return {
    tenantId: "1",
    slug: "acme",
    name: "Acme",
    role: "viewer",
    through: "membership",
    operatorId: null,
    ...over,
  };
}

describe("decideAccess", () => {
  test.each([
    { given: "no access at all", accesses: [], kind: "none" },
    { given: "access to another tenant", accesses: [access({ slug: "hinode", tenantId: "2" })], kind: "none" },
    { given: "a slug that differs in case", accesses: [access({ slug: "ACME" })], kind: "none" },
    { given: "a viewer", accesses: [access({})], kind: "denied" },
    { given: "an owner", accesses: [access({ role: "owner" })], kind: "granted" },
    { given: "an operator as owner", accesses: [access({ role: "owner", through: "operator" })], kind: "granted" },
    { given: "an operator as viewer", accesses: [access({ through: "operator" })], kind: "denied" },
    {
      given: "a viewer who is an operator with more rights",
      accesses: [access({}), access({ role: "owner", through: "operator" })],
      kind: "granted",
    },
    {
      given: "an owner of another tenant who views this one",
      accesses: [access({ slug: "hinode", tenantId: "2", role: "owner" }), access({})],
      kind: "denied",
    },
  ] as const)("$given, asked to write: $kind", ({ accesses, kind }) => {
    expect(decideAccess(accesses, "acme", "connection:write").kind).toBe(kind);
  });

  test("the membership wins where both rights suffice: nothing is audited as an operator's access then", () => {
    const answer = decideAccess([access({ through: "operator", role: "owner" }), access({})], "acme", "posture:read");
    expect(answer).toMatchObject({ kind: "granted", access: { through: "membership" } });
  });
});

test("accessPerTenant lists each tenant once, by name", () => {
  const list = accessPerTenant([
    access({ tenantId: "2", slug: "hinode", name: "Hinode" }),
    access({ through: "operator", role: "owner" }),
    access({}),
  ]);
  expect(list.map((item) => [item.slug, item.through])).toEqual([
    ["acme", "membership"],
    ["hinode", "membership"],
  ]);
});
