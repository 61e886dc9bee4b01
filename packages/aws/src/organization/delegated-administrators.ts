import { ListDelegatedAdministratorsCommand } from "@aws-sdk/client-organizations";
import type { OrganizationReading, UnreadList } from "@sekinin/guardrails";
import { z } from "zod";
import { required } from "../collectors/collector-context.ts";
import { callOrganizations, type OrganizationReader } from "./organization-reader.ts";
import { type ReadList, readStoredList } from "./page-store.ts";

export type ReadDelegated = {
  readonly delegatedAdministrators: OrganizationReading["delegatedAdministrators"];
  readonly unread: readonly UnreadList[];
};

/** Services whose administrators matter to controls; AWS lists administrators by service only when asked for one. */
export const delegatedServices = [
  "guardduty.amazonaws.com",
  "config.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "backup.amazonaws.com",
  "iam.amazonaws.com",
] as const;

/** Delegated administrators, with those of their services that we ask about. */
export async function readDelegatedAdministrators(reader: OrganizationReader): Promise<ReadDelegated> {
  const all = await administratorsOf(reader, null);
  const services = new Map(all.items.map((id): [string, string[]] => [id, []]));
  const unread: UnreadList[] = all.cut === null ? [] : [{ list: "delegated-administrators", reason: all.cut }];
  // Nobody administers anything: there is nothing to ask by service.
  const asked = all.cut === null && all.items.length === 0 ? [] : delegatedServices;
  const lists = await Promise.all(
    asked.map(async (service) => ({ service, ...(await administratorsOf(reader, service)) })),
  );
  for (const { service, items, cut } of lists) {
    if (cut !== null) unread.push({ list: "delegated-administrators", scope: service, reason: cut });
    for (const id of items) services.set(id, [...(services.get(id) ?? []), service]);
  }
  const delegatedAdministrators = [...services].map(([accountId, principals]) => ({
    accountId,
    servicePrincipals: principals,
  }));
  return { delegatedAdministrators, unread };
}

function administratorsOf(reader: OrganizationReader, service: string | null): Promise<ReadList<string>> {
  const action = "organizations:ListDelegatedAdministrators";
  return readStoredList(reader.context, reader.pages, {
    list: `delegated-administrators/${service ?? "all"}`,
    action,
    item: z.string(),
    idOf: (id) => id,
    fetch: async (NextToken) => {
      const answer = await callOrganizations(reader, action, (client, options) =>
        client.send(
          new ListDelegatedAdministratorsCommand({
            NextToken,
            ...(service === null ? {} : { ServicePrincipal: service }),
          }),
          options,
        ),
      );
      const items = required(answer.DelegatedAdministrators, action).map(({ Id }) => required(Id, action));
      return { items, next: answer.NextToken };
    },
  });
}
