import "server-only";
import { may } from "@sekinin/auth";
import { type DigestSource, listTeams, readDigestSource, type Subscription, type TenantTransaction } from "@sekinin/db";
import { type ComposedDigest, composeDigest, isKnownZone } from "@sekinin/digest";
import { publicAddress } from "../../../../../server/public-address.ts";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import { readPreviewSearch, readWish } from "../digest-input.ts";
import { hasKnownNodes, requireSubscription } from "../own-subscription.ts";

/** What of a subscription a digest is composed from; a preview of a form has no row yet. */
type Previewed = Pick<Subscription, "organizationId" | "scopeKind" | "nodeIds" | "teamId" | "locale" | "toldUntil">;

export type Preview =
  | { readonly kind: "mail"; readonly mail: ComposedDigest; readonly since: Date; readonly bytes: number }
  | { readonly kind: "none" }
  | { readonly kind: "gone" };

/**
 * The digest that `search` asks for, composed as the mailer does, from what the reader may read. Somebody else's
 * subscription throws `not-found`.
 */
export async function readPreview(
  context: TenantContext,
  search: Readonly<Record<string, string | string[] | undefined>>,
): Promise<Preview> {
  const now = new Date();
  const read = await context.withTenant(async (tx) => {
    const previewed = await findPreviewed(tx, context, search);
    if (previewed === null) return null;
    const source = await readDigestSource(tx, previewed, { since: previewed.toldUntil, now });
    return source === null ? null : { previewed, source };
  });
  if (read === null) return { kind: "none" };
  if (read.source.roots.length === 0) return { kind: "gone" };
  const mail = await compose(context, read, now);
  const bytes = Buffer.byteLength(mail.html) + Buffer.byteLength(mail.text);
  return { kind: "mail", mail, since: read.source.since, bytes };
}

async function findPreviewed(
  tx: TenantTransaction,
  context: TenantContext,
  search: Readonly<Record<string, string | string[] | undefined>>,
): Promise<Previewed | null> {
  const asked = readPreviewSearch(search);
  if (asked.kind === "subscription") return requireSubscription(tx, context, asked.id);
  if (asked.kind === "none") return null;
  const read = readWish(asked.fields, isKnownZone);
  if ("problem" in read || !(await hasKnownNodes(tx, read.wish.scope))) return null;
  const { scope, teamId, locale } = read.wish;
  // What a team answers for is for whoever looks after teams; anybody else is asked for nothing.
  if (teamId !== null) {
    if (!may(context.role, "assignment:write")) return null;
    if (!(await listTeams(tx)).some(({ id }) => id === teamId)) return null;
  }
  return { ...scope, teamId, locale, toldUntil: null };
}

function compose(
  { tenant }: TenantContext,
  { previewed, source }: { readonly previewed: Previewed; readonly source: DigestSource },
  now: Date,
): Promise<ComposedDigest> {
  const { origin } = publicAddress();
  return composeDigest(source, {
    locale: previewed.locale,
    because: source.teamName === null ? "own-subscription" : { teamName: source.teamName },
    publicUrl: origin,
    // A preview stops nothing: its link leads to where digests are looked after.
    unsubscribeUrl: `${origin}/t/${tenant.slug}/digests`,
    now,
  });
}
