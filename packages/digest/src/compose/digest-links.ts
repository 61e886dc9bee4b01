import type { DigestSource } from "@sekinin/db";
import type { DigestReader } from "./digest-reader.ts";

/** Every address that a digest leads to. All begin with the public address; names and ids are encoded. */
export function digestLinks(
  { tenant, organization }: Pick<DigestSource, "tenant" | "organization">,
  { publicUrl, unsubscribeUrl }: Pick<DigestReader, "publicUrl" | "unsubscribeUrl">,
) {
  const home = `${publicUrl}/t/${encodeURIComponent(tenant.slug)}`;
  const of = `organization=${encodeURIComponent(organization.organizationId)}`;
  if (!unsubscribeUrl.startsWith(`${publicUrl}/`)) throw new RangeError("a digest links to its public address only");
  return {
    overview: `${home}?${of}`,
    heatmap: `${home}/heatmap?${of}`,
    control: (id: string) => `${home}/controls/${encodeURIComponent(id)}?${of}`,
    settings: `${home}/digests`,
    stop: unsubscribeUrl,
  };
}
