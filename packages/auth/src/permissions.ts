/** What somebody may do in one tenant. Nothing outside this list can be asked for. */
export const permissions = [
  "posture:read",
  "crawl:read",
  "crawl:run",
  "connection:read",
  "connection:write",
  "tenant:audit",
  // A digest of one's own.
  "digest:subscribe",
  // Teams, their digests, and who answers for what.
  "assignment:write",
  // What-if drafts: they change nothing but themselves.
  "draft:write",
  // Parameters of the guardrail objectives, and organisations that come as a file.
  "guardrail:write",
] as const;
export type Permission = (typeof permissions)[number];

export type Role = "owner" | "viewer";

const permissionsByRole: Record<Role, readonly Permission[]> = {
  owner: permissions,
  viewer: ["posture:read", "crawl:read", "connection:read", "digest:subscribe", "draft:write"],
};

/** The permissions of a role: memberships and operator grants use the same roles. */
export function permissionsOf(role: Role): readonly Permission[] {
  return permissionsByRole[role];
}

/** True where the role carries the permission. */
export function may(role: Role, permission: Permission): boolean {
  return permissionsByRole[role].includes(permission);
}
