import type { DigestSource } from "@sekinin/db";
import type { DigestReader } from "./digest-reader.ts";

/** Every address that a digest leads to. All begin with the public address; names and ids are encoded. */
export function digestLinks(
  { tenant, organization, scopeKind, roots }: Pick<DigestSource, "tenant" | "organization" | "scopeKind" | "roots">,
  { publicUrl, unsubscribeUrl }: Pick<DigestReader, "publicUrl" | "unsubscribeUrl">,
) {
  const home = `${publicUrl}/t/${encodeURIComponent(tenant.slug)}`;
  const of = `organization=${encodeURIComponent(organization.organizationId)}`;
  if (!unsubscribeUrl.startsWith(`${publicUrl}/`)) throw new RangeError("a digest links to its public address only");
  // Pages narrow to one OU or account: where the digest is about several, they show the whole organisation.
  const [root, ...more] = scopeKind === "units" || scopeKind === "accounts" ? roots : [];
  const part = root === undefined || more.length > 0 ? null : encodeURIComponent(root.nodeId);
  const within = part === null ? "" : scopeKind === "units" ? `&node=${part}` : `&account=${part}`;
  return {
    overview: `${home}?${of}`,
    /** Of the one OU or account that the digest is about; null where it is about more. */
    findings: part === null ? null : `${home}/findings?${of}${within}`,
    heatmap: `${home}/heatmap?${of}`,
    control: (id: string) => `${home}/controls/${encodeURIComponent(id)}?${of}${within}`,
    settings: `${home}/digests`,
    stop: unsubscribeUrl,
  };
}
