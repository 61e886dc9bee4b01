import {
  type FunctionConfiguration,
  GetPolicyCommand,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
} from "@aws-sdk/client-lambda";
import { findSecrets, type LambdaFunction, type Listing, type PolicyText, unread } from "@sekinin/responsibility";
import { type CollectorContext, callIn, isAbsence, listingOf, readingOf, required } from "./collector-context.ts";
import { readPages } from "./read-pages.ts";
import { lambdaService } from "./services.ts";

/** Functions of one Region. The values of their variables end here: only names of what looks like a secret go on. */
export function collectLambda(context: CollectorContext, region: string): Promise<Listing> {
  const action = "lambda:ListFunctions";
  return listingOf("AWS::Lambda::Function", region, action, async () => {
    const functions = await readPages(
      context,
      action,
      async (Marker) => {
        const answer = await callIn(context, lambdaService, region, action, (client, options) =>
          client.send(new ListFunctionsCommand({ MaxItems: 50, Marker }), options),
        );
        return { items: answer.Functions, next: answer.NextMarker };
      },
      ({ FunctionArn }) => FunctionArn,
    );
    return Promise.all(functions.map((found) => readFunction(context, region, found)));
  });
}

async function readFunction(
  context: CollectorContext,
  region: string,
  found: FunctionConfiguration,
): Promise<LambdaFunction> {
  const name = required(found.FunctionName, "lambda:ListFunctions");
  const [policy, urls] = await Promise.all([
    functionPolicy(context, region, name),
    functionUrls(context, region, name),
  ]);
  return {
    arn: required(found.FunctionArn, "lambda:ListFunctions"),
    region,
    name,
    // Older answers leave the type out, and only archives existed then.
    packageType: found.PackageType === "Image" ? "Image" : "Zip",
    runtime: found.Runtime ?? null,
    environment: environmentOf(found),
    policy,
    urls,
  };
}

/** Names of the variables that look like secrets. Lambda decrypts with the caller's right to the key, which we never ask for. */
export function environmentOf({
  Environment,
}: Pick<FunctionConfiguration, "Environment">): LambdaFunction["environment"] {
  if (Environment?.Error !== undefined) {
    // That there are none is not what it says. A disabled or deleted key is another matter than one we may not use.
    const isDenied = /AccessDenied/.test(Environment.Error.ErrorCode ?? "");
    return unread(isDenied ? "value-encrypted" : "value-unreadable", "lambda:ListFunctions", "Environment");
  }
  const variables = Environment?.Variables ?? {};
  return {
    status: "read",
    value: { variableCount: Object.keys(variables).length, secrets: findSecrets(variables) },
  };
}

function functionPolicy(context: CollectorContext, region: string, name: string): Promise<PolicyText> {
  const action = "lambda:GetPolicy";
  return readingOf(action, async () => {
    try {
      const answer = await callIn(context, lambdaService, region, action, (client, options) =>
        client.send(new GetPolicyCommand({ FunctionName: name }), options),
      );
      return required(answer.Policy, action);
    } catch (error) {
      if (isAbsence(error, "ResourceNotFoundException")) return null;
      throw error;
    }
  });
}

function functionUrls(context: CollectorContext, region: string, name: string): Promise<LambdaFunction["urls"]> {
  const action = "lambda:ListFunctionUrlConfigs";
  return readingOf(action, async () => {
    const urls = await readPages(
      context,
      action,
      async (Marker) => {
        const answer = await callIn(context, lambdaService, region, action, (client, options) =>
          client.send(new ListFunctionUrlConfigsCommand({ FunctionName: name, MaxItems: 50, Marker }), options),
        );
        return { items: answer.FunctionUrlConfigs, next: answer.NextMarker };
      },
      ({ FunctionArn }) => FunctionArn,
    );
    return urls.map(({ FunctionArn, AuthType }) => ({
      authType: required(AuthType, action),
      qualifier: qualifierOf(required(FunctionArn, action)),
    }));
  });
}

/** The alias at the end of a qualified function's ARN; null for the function itself. */
function qualifierOf(functionArn: string): string | null {
  return functionArn.split(":")[7] ?? null;
}
