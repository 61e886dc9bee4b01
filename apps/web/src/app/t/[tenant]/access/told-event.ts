import type { AuditEvent, PersonOfTenant } from "@sekinin/db";
import { controlById, domainTitles, responsibilityDomains } from "@sekinin/responsibility";

/** Events that the page has words for; any other is shown by its own name. */
export const knownActions = [
  "operator.entered",
  "connection.created",
  "connection.roles-changed",
  "connection.settings-changed",
  "connection.test-requested",
  "connection.unsafe",
  "crawl.started",
  "crawl.cancelled",
  "membership.added",
  "team.created",
  "team.changed",
  "team.removed",
  "team.confirmation-requested",
  "team.address-confirmed",
  "assignment.set",
  "assignment.removed",
  "digest.subscribed",
  "digest.changed",
  "digest.paused",
  "digest.resumed",
  "digest.requested",
  "digest.ended",
  "mail.resent",
] as const;
export type KnownAction = (typeof knownActions)[number];

export function knownAction(action: string): KnownAction | null {
  return knownActions.find((known) => known === action) ?? null;
}

/** Who acted: by name where this tenant may know it. `through`: the operator's name, null for the tenant's own people. */
export type ToldActor =
  | { readonly kind: "person"; readonly name: string | null; readonly through: string | null }
  | { readonly kind: "operator"; readonly name: string | null; readonly through: string | null }
  | { readonly kind: "command-line" | "system" };

/** Names come from people of this tenant and of its operators only; everybody else has none here. */
export function toldActor(event: AuditEvent, people: readonly PersonOfTenant[]): ToldActor {
  if (event.actorKind === "command-line" || event.actorKind === "system") return { kind: event.actorKind };
  const person = people.find(({ userId }) => userId === event.actorId);
  const name = person?.name ?? null;
  if (event.actorKind === "operator") return { kind: "operator", name, through: person?.operator ?? null };
  return { kind: "person", name, through: null };
}

/** What the event was about, in a few words of the reader's language; null where its name says all. */
export function toldSubject({ action, detail }: AuditEvent, locale: "en" | "ja"): string | null {
  const text = (key: string) => (typeof detail[key] === "string" ? String(detail[key]) : null);
  if (action === "operator.entered") return text("page");
  if (action.startsWith("team.")) return text("name");
  if (!action.startsWith("assignment.")) return null;
  const domain = responsibilityDomains.find((one) => one === text("domain"));
  const control = text("control");
  const title = domain === undefined ? null : domainTitles[domain][locale];
  const subject = title ?? (control === null ? null : (controlById(control)?.title[locale] ?? control));
  const parts = [subject, text("place") ?? text("nodeId"), text("team")].filter((part) => part !== null);
  return parts.join(locale === "ja" ? "、" : ", ") || null;
}
