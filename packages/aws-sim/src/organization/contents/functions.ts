import type { FunctionConfiguration, FunctionUrlConfig, Runtime } from "@aws-sdk/client-lambda";
import type { Random } from "../random.ts";
import { daysBefore } from "../settings.ts";
import { plantFunctionAccess } from "./function-access.ts";
import { plantVariables } from "./function-variables.ts";
import type { Plot } from "./plot.ts";
import type { SimulatedFunction } from "./types.ts";

/** Runtimes far from a deprecation date on either side, so that a verdict does not change with the day of a test. */
const currentRuntimes = ["python3.13", "python3.12", "nodejs22.x", "java21", "provided.al2023"] as const;
const deprecatedRuntimes = ["nodejs16.x", "nodejs18.x", "python3.8", "python3.7", "java8", "go1.x", "ruby2.7"] as const;

const jobs = ["api", "worker", "webhook", "thumbnails", "nightly-report", "stream-consumer", "authorizer"] as const;

/** Lambda functions of one Region with environment, policy and URLs. */
export function plantFunctions(plot: Plot, region: string, count: number): readonly SimulatedFunction[] {
  const functions: SimulatedFunction[] = [];
  for (let index = 0; index < count; index++) {
    const plain = `${plot.plan.slug}-${jobs[index % jobs.length] ?? "api"}`.slice(0, 60);
    const name = plot.named(plain, "word");
    const taken = functions.some((made) => made.configuration.FunctionName === name);
    functions.push(plantFunction(plot, region, taken ? plain : name));
  }
  return functions;
}

function plantFunction(plot: Plot, region: string, name: string): SimulatedFunction {
  const arn = `arn:aws:lambda:${region}:${plot.accountId}:function:${name}`;
  const draws = plot.random("function", region, name);
  const image = draws.chance(0.12);
  const old = !image && plot.mistake(`runtime ${arn}`, 0.2);
  plot.plant("lambda-function-runtime-supported", region, arn, image ? "not-applicable" : old ? "fail" : "pass");
  const runtime = old ? draws.pick([...deprecatedRuntimes]) : draws.pick([...currentRuntimes]);
  const access = plantFunctionAccess(plot, region, name, arn);
  return {
    configuration: {
      ...details(plot, name, draws),
      ...plantVariables(plot, region, name, arn),
      ...(image ? { PackageType: "Image" } : zip(runtime)),
      FunctionName: name,
      FunctionArn: arn,
    },
    policy: access.policy,
    urls: access.urls.map((url): FunctionUrlConfig => ({ ...url, ...urlDetails(plot, region, draws) })),
  };
}

function zip(runtime: Runtime): FunctionConfiguration {
  return { PackageType: "Zip", Runtime: runtime, Handler: "index.handler" };
}

function details(plot: Plot, name: string, draws: Random): FunctionConfiguration {
  return {
    Version: "$LATEST",
    Role: `arn:aws:iam::${plot.accountId}:role/service-role/lambda-basic`,
    Description: plot.named(`${name} of ${plot.plan.slug}`, "json"),
    CodeSize: draws.integer(2_000, 9_000_000),
    MemorySize: draws.pick([128, 256, 512, 1024]),
    Timeout: draws.pick([3, 30, 60, 900]),
    // Lambda writes this instant as text, with an offset without colon.
    LastModified: daysBefore(plot.settings, draws.integer(1, 900)).toISOString().replace("Z", "+0000"),
    Architectures: ["x86_64"],
    TracingConfig: { Mode: "PassThrough" },
  };
}

function urlDetails(plot: Plot, region: string, draws: Random) {
  const at = daysBefore(plot.settings, 40).toISOString();
  return {
    FunctionUrl: `https://${draws.text(32, "abcdefghijklmnopqrstuvwxyz234567")}.lambda-url.${region}.on.aws/`,
    CreationTime: at,
    LastModifiedTime: at,
    InvokeMode: "BUFFERED" as const,
  };
}
