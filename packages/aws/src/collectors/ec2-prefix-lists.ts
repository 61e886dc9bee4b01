import { DescribeManagedPrefixListsCommand, GetManagedPrefixListEntriesCommand } from "@aws-sdk/client-ec2";
import { type Reading, read } from "@sekinin/responsibility";
import { type CollectorContext, callIn, readingOf, required } from "./collector-context.ts";
import { readPages } from "./read-pages.ts";
import { ec2Service } from "./services.ts";

type Lists = Readonly<Record<string, readonly string[]>>;

/** CIDRs of the customer-managed lists among `ids`. AWS's own lists hold AWS's addresses, never all. */
export async function readPrefixLists(
  context: CollectorContext,
  region: string,
  ids: ReadonlySet<string>,
): Promise<Reading<Lists>> {
  if (ids.size === 0) return read({});
  const owned = await customerLists(context, region, ids);
  if (owned.status === "unread") return owned;
  const action = "ec2:GetManagedPrefixListEntries";
  return readingOf(action, async () =>
    Object.fromEntries(
      await Promise.all(owned.value.map(async (id) => [id, await entriesOf(context, region, id)] as const)),
    ),
  );
}

/** The lists that are not AWS's. A list that is not described any more stays among them: asking for it says why. */
function customerLists(
  context: CollectorContext,
  region: string,
  ids: ReadonlySet<string>,
): Promise<Reading<readonly string[]>> {
  const action = "ec2:DescribeManagedPrefixLists";
  return readingOf(action, async () => {
    const lists = await readPages(
      context,
      action,
      async (NextToken) => {
        const answer = await callIn(context, ec2Service, region, action, (client, options) =>
          client.send(new DescribeManagedPrefixListsCommand({ MaxResults: 100, NextToken }), options),
        );
        return { items: answer.PrefixLists, next: answer.NextToken };
      },
      ({ PrefixListId }) => PrefixListId,
    );
    const ownedByAws = new Set(lists.flatMap(({ PrefixListId, OwnerId }) => (OwnerId === "AWS" ? [PrefixListId] : [])));
    return [...ids].filter((id) => !ownedByAws.has(id));
  });
}

async function entriesOf(context: CollectorContext, region: string, id: string): Promise<readonly string[]> {
  const action = "ec2:GetManagedPrefixListEntries";
  const entries = await readPages(
    context,
    action,
    async (NextToken) => {
      const answer = await callIn(context, ec2Service, region, action, (client, options) =>
        client.send(new GetManagedPrefixListEntriesCommand({ PrefixListId: id, MaxResults: 100, NextToken }), options),
      );
      return { items: answer.Entries, next: answer.NextToken };
    },
    ({ Cidr }) => Cidr,
  );
  return entries.map(({ Cidr }) => required(Cidr, action));
}
