import { createHash } from "node:crypto";
import type { GetPolicyResponse, ListFunctionsResponse, ListFunctionUrlConfigsResponse } from "@aws-sdk/client-lambda";
import type { SimulatedFunction } from "../organization/contents/types.ts";
import { SimulatedError } from "../wire/handler.ts";
import { paginate } from "../wire/paginate.ts";
import { type Context, contentsHere, ownerOf, type ServiceHandlers, textIn } from "./simulated.ts";

export const lambda: ServiceHandlers = {
  ListFunctions: (context, input) => {
    const { items, nextToken } = paginate({
      operation: "lambda:ListFunctions",
      owner: ownerOf(context),
      items: contentsHere(context).functions,
      token: input.Marker,
      limit: input.MaxItems,
    });
    return {
      Functions: items.map(({ configuration }) => configuration),
      NextMarker: nextToken,
    } satisfies ListFunctionsResponse;
  },
  GetPolicy: (context, input) => {
    const { policy } = functionIn(context, input);
    // Only the unqualified function has a policy here: versions and aliases have none.
    if (policy === null || textIn(input, "Qualifier") !== undefined)
      throw notFound("The resource you requested does not exist.");
    const revision = createHash("sha256").update(policy).digest("hex").slice(0, 32);
    return { Policy: policy, RevisionId: revision } satisfies GetPolicyResponse;
  },
  ListFunctionUrlConfigs: (context, input) => {
    const { urls, configuration } = functionIn(context, input);
    const { items, nextToken } = paginate({
      operation: "lambda:ListFunctionUrlConfigs",
      owner: ownerOf(context, configuration.FunctionArn),
      items: urls,
      token: input.Marker,
      limit: input.MaxItems,
    });
    return { FunctionUrlConfigs: items, NextMarker: nextToken } satisfies ListFunctionUrlConfigsResponse;
  },
};

/** By name, or by full or partial ARN, as Lambda takes them. */
function functionIn(context: Context, input: Record<string, unknown>): SimulatedFunction {
  const asked = textIn(input, "FunctionName") ?? "";
  const name = asked.includes(":") ? asked.split(":").at(-1) : asked;
  const found = contentsHere(context).functions.find(({ configuration }) => configuration.FunctionName === name);
  if (found !== undefined) return found;
  throw notFound(`Function not found: arn:aws:lambda:${context.region}:${context.account.id}:function:${asked}`);
}

function notFound(message: string): SimulatedError {
  return new SimulatedError("ResourceNotFoundException", 404, message, { Type: "User" });
}
