import { expect, test } from "vitest";
import { may, type Permission, permissions, permissionsOf, type Role } from "./permissions.ts";

const table: Record<Permission, Record<Role, boolean>> = {
  "posture:read": { owner: true, viewer: true },
  "crawl:read": { owner: true, viewer: true },
  "crawl:run": { owner: true, viewer: false },
  "connection:read": { owner: true, viewer: true },
  "connection:write": { owner: true, viewer: false },
  "tenant:audit": { owner: true, viewer: false },
  "digest:subscribe": { owner: true, viewer: true },
  "assignment:write": { owner: true, viewer: false },
  "guardrail:write": { owner: true, viewer: false },
  "draft:write": { owner: true, viewer: true },
};

test.each(permissions.map((permission) => ({ permission, ...table[permission] })))(
  "$permission: owner $owner, viewer $viewer",
  ({ permission, owner, viewer }) => {
    expect(may("owner", permission)).toBe(owner);
    expect(may("viewer", permission)).toBe(viewer);
  },
);

test("a viewer has nothing that an owner lacks", () => {
  expect(permissionsOf("owner")).toEqual(expect.arrayContaining([...permissionsOf("viewer")]));
});
