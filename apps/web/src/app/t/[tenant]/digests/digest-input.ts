import { z } from "zod";

/** OUs or accounts that one digest may name; what an organisation is divided in is read as a whole beyond that. */
export const mostNodes = 40;

/** A field that a form sends once, several times or not at all. */
const many = z
  .union([z.string().max(64), z.array(z.string().max(64)).max(mostNodes)])
  .optional()
  .transform((value) => (value === undefined ? [] : [...new Set([value].flat().filter((id) => id !== ""))]));

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => {
    const [hour = "0", minute = "0"] = text.split(":");
    return { hour: Number(hour), minute: Number(minute) };
  });

const fields = {
  /** Empty: the digest of whoever asks. */
  team: z.union([z.literal(""), z.uuid()]).default(""),
  organization: z.string().min(1).max(64),
  scope: z.enum(["organization", "units", "accounts", "assignments"]),
  units: many,
  accounts: many,
  locale: z.enum(["en", "ja"]),
  weekday: z
    .string()
    .regex(/^[1-7]$/)
    .transform(Number),
  time: clock,
  zone: z.string().min(1).max(64),
};

/** What the form sends. */
export const DigestFields = z.strictObject(fields);
export type DigestFields = z.infer<typeof DigestFields>;

/** The same from an address, where other parameters may stand beside them. */
const DigestSearch = z.object(fields);

/** What is wrong with a form that is otherwise whole. */
export type DigestProblem = "no-units" | "no-accounts" | "unknown-nodes" | "unknown-zone" | "own-assignments";

/** What a subscription is made of, out of a form's fields. */
export type DigestWish = {
  readonly teamId: string | null;
  readonly scope: {
    readonly organizationId: string;
    readonly scopeKind: DigestFields["scope"];
    readonly nodeIds: readonly string[];
  };
  readonly time: { readonly weekday: number; readonly hour: number; readonly minute: number; readonly zone: string };
  readonly locale: "en" | "ja";
};

/** The wish of a form, or what is wrong with it; whether its nodes are the tenant's own is for the caller to look up. */
export function readWish(
  { team, organization, scope, units, accounts, locale, weekday, time, zone }: DigestFields,
  isKnownZone: (zone: string) => boolean,
): { readonly wish: DigestWish } | { readonly problem: DigestProblem } {
  const teamId = team === "" ? null : team;
  if (scope === "units" && units.length === 0) return { problem: "no-units" };
  if (scope === "accounts" && accounts.length === 0) return { problem: "no-accounts" };
  if (scope === "assignments" && teamId === null) return { problem: "own-assignments" };
  if (!isKnownZone(zone)) return { problem: "unknown-zone" };
  const nodes = { organization: [], assignments: [], units, accounts }[scope];
  return {
    wish: {
      teamId,
      scope: { organizationId: organization, scopeKind: scope, nodeIds: nodes },
      time: { weekday, ...time, zone },
      locale,
    },
  };
}

/** What a preview is asked for: a subscription, a form's fields, or nothing that can be read. */
export type PreviewWish =
  | { readonly kind: "subscription"; readonly id: string }
  | { readonly kind: "fields"; readonly fields: DigestFields }
  | { readonly kind: "none" };

/** Reads the address of a preview. */
export function readPreviewSearch(search: Readonly<Record<string, string | string[] | undefined>>): PreviewWish {
  const id = z.uuid().safeParse(search["subscription"]);
  if (id.success) return { kind: "subscription", id: id.data };
  const wish = DigestSearch.safeParse(search);
  return wish.success ? { kind: "fields", fields: wish.data } : { kind: "none" };
}

/** The parameters of `search` that a preview is read by, as an address carries them. */
export function previewQuery(search: Readonly<Record<string, string | string[] | undefined>>): string {
  const kept = new URLSearchParams();
  for (const name of ["subscription", ...Object.keys(fields)]) {
    for (const value of [search[name] ?? []].flat()) kept.append(name, value);
  }
  return kept.toString();
}

/** All values of an address's parameters, a list where one stands several times. */
export function searchOf(parameters: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}
