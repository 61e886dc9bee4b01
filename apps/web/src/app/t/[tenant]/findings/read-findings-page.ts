import "server-only";
import {
  type ControlGroups,
  type FindingChoices,
  type FindingFilter,
  type FindingPage,
  readControlGroups,
  readFindingChoices,
  readPartyScope,
  resolveFindings,
  searchFindings,
  type TenantTransaction,
} from "@sekinin/db";
import { partyOfKey } from "@sekinin/posture";
import { type ChosenOrganization, chooseAmong } from "../choose-organization.ts";
import { filterOf } from "./filter-of.ts";
import type { FindingPlace, FindingSearch } from "./finding-search.ts";

type Chosen = Extract<ChosenOrganization, { kind: "organization" }>;

/** What the pages of findings and of a control draw. `page` is null in the view by control. */
export type FindingsPage =
  | (Omit<Chosen, "kind"> & {
      readonly kind: "findings";
      readonly choices: FindingChoices;
      readonly groups: ControlGroups;
      readonly page: FindingPage | null;
    })
  | Exclude<ChosenOrganization, Chosen>;

export type FindingsAsked = {
  readonly search: FindingSearch;
  readonly place: FindingPlace;
  readonly zone: string;
  readonly now: Date;
};

/** The filter that a search means, its party looked up: one statement where there is one. */
export async function readFilter(
  tx: TenantTransaction,
  organizationId: string,
  { search, zone, now }: Omit<FindingsAsked, "place">,
): Promise<FindingFilter> {
  const party = search.party === null ? null : partyOfKey(search.party);
  const scope = party === null ? null : await readPartyScope(tx, { organizationId, party });
  return filterOf(search, { organizationId, party: scope, zone, now });
}

/** At most five statements. */
export async function readFindingsPage(tx: TenantTransaction, asked: FindingsAsked): Promise<FindingsPage> {
  const { search, place } = asked;
  const choices = await readFindingChoices(tx, search.organization);
  const chosen = await chooseAmong(tx, choices.organizations, search.organization);
  if (chosen.kind !== "organization") return chosen;
  const { organizationId } = chosen.organization;
  const resolved = await resolveFindings(tx, await readFilter(tx, organizationId, asked));
  const isList = search.view === "list";
  const groups = await readControlGroups(tx, resolved, { isOldestAsked: !isList });
  const page = isList ? await searchFindings(tx, resolved, place) : null;
  return { ...chosen, kind: "findings", choices, groups, page };
}
