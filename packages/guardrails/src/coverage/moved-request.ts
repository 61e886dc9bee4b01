import type { DecisionPlace } from "../decide/decision-input.ts";
import type { WitnessRequest } from "./coverage.ts";

/** Of accounts that nothing tells apart, one's request is the other's with its account and place. */
export function movedRequest(request: WitnessRequest, { account, path }: DecisionPlace): WitnessRequest {
  if (request.account === account.id) return request;
  const moved = (text: string) => text.replaceAll(request.account, account.id);
  const context = Object.entries(request.context).map(([key, values]): [string, readonly string[]] => {
    const isPlace = key.toLowerCase() === "aws:principalorgpaths";
    return [key, isPlace && path !== null ? [path] : values.map(moved)];
  });
  return {
    account: account.id,
    principal: moved(request.principal),
    action: request.action,
    resources: request.resources.map(moved),
    context: Object.fromEntries(context),
  };
}
