import { type AssignedControl, type AssignmentIndex, type Party, partyKey, partyOf, pathUp } from "./party.ts";

/**
 * What a party answers for, as a search can ask for it: controls that are its own in every account, and pairs of control
 * and account beside them (two lists of equal length).
 */
export type PartyScope = {
  readonly everywhere: readonly string[];
  readonly controlIds: readonly string[];
  readonly accountIds: readonly string[];
};

/** `parentOf` holds the tree; an account outside of it is nobody's. O(accounts x controls). */
export function partyScope(
  parentOf: ReadonlyMap<string, string | null>,
  accountIds: readonly string[],
  index: AssignmentIndex,
  controls: readonly AssignedControl[],
  party: Party,
): PartyScope {
  const key = partyKey(party);
  // Accounts of one parent without a word of their own are all alike.
  const known = new Map<string, ReadonlySet<string>>();
  const controlsAt = (path: readonly string[]): ReadonlySet<string> => {
    const from = path.findIndex((nodeId) => index.has(nodeId));
    const place = from < 0 ? "" : (path[from] ?? "");
    const found =
      known.get(place) ??
      new Set(
        controls
          .filter((control) => partyKey(partyOf(index, from < 0 ? [] : path.slice(from), control).party) === key)
          .map(({ id }) => id),
      );
    known.set(place, found);
    return found;
  };
  const byAccount = accountIds.map((accountId) => [accountId, controlsAt(pathUp(parentOf, accountId))] as const);
  const nobodys = controlsAt([]);
  const isEverywhere = ({ id }: AssignedControl) =>
    byAccount.length === 0 ? nobodys.has(id) : byAccount.every(([, ids]) => ids.has(id));
  const everywhere = controls.filter(isEverywhere).map(({ id }) => id);
  const rest = controls.filter((control) => !isEverywhere(control)).map(({ id }) => id);
  const pairs = rest.flatMap((id) =>
    byAccount.filter(([, ids]) => ids.has(id)).map(([accountId]) => ({ id, accountId })),
  );
  return {
    everywhere,
    controlIds: pairs.map(({ id }) => id),
    accountIds: pairs.map(({ accountId }) => accountId),
  };
}
