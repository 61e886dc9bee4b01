import type { STSClient } from "@aws-sdk/client-sts";
import type { Pacer } from "../pacing/pacer.ts";
import { createProcessPacer } from "../pacing/process-pacer.ts";
import { createRedisPacer } from "../pacing/redis-pacer.ts";
import { createSplitPacer } from "../pacing/split-pacer.ts";
import { type ClientMaker, clientConfig } from "./client-config.ts";
import type { AwsCredentials } from "./credentials.ts";
import { createGate, type Gate } from "./gate.ts";
import { SharedHttpHandler } from "./http-handler.ts";
import { isLoopbackUrl } from "./loopback-lookup.ts";
import { type SdkSettings, sdkSettings } from "./sdk-settings.ts";
import { stsService } from "./sts-service.ts";

/** One attempt at one call, for metrics: no ids of resources, no texts of AWS's. */
export type AwsCallReport = {
  readonly action: string;
  readonly region: string;
  readonly outcome: "answered" | "throttled" | "failed";
  readonly durationMs: number;
};

/** Bounds of calls. Tests shorten them. */
export type CallLimits = {
  /** Time for one attempt. */
  readonly callMs: number;
  /** Attempts while AWS throttles; the pacer slows down meanwhile. */
  readonly throttleAttempts: number;
  /** Attempts at what fails in passing: 5xx, cut connections, time-outs. */
  readonly transientAttempts: number;
  /** First pause before another attempt; it doubles up to `longestPauseMs`, with full jitter. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** Calls in flight in this process, and of them for one account. */
  readonly inFlight: number;
  readonly inFlightPerAccount: number;
  /** Pages and items of one list beyond which it is too long. */
  readonly pages: number;
  readonly items: number;
};

export const defaultCallLimits: CallLimits = {
  callMs: 20_000,
  throttleAttempts: 12,
  transientAttempts: 3,
  pauseMs: 200,
  longestPauseMs: 10_000,
  inFlight: 64,
  inFlightPerAccount: 16,
  pages: 2_000,
  items: 50_000,
};

/** The way to AWS that all sessions of a process share. It holds no customer's credentials. */
export type AwsAccess = {
  readonly endpointUrl: string | null;
  /** The endpoint is this machine, so it is a simulator or moto. */
  readonly isLoopback: boolean;
  /** Region of the STS endpoint that we call. */
  readonly region: string;
  readonly pacer: Pacer;
  readonly handler: SharedHttpHandler;
  readonly sdk: SdkSettings;
  /** STS with the installation's own credentials, which the SDK finds and renews; sessions have clients of their own. */
  readonly ownSts: STSClient;
  readonly createClient: ClientMaker;
  readonly gate: Gate;
  readonly limits: CallLimits;
  readonly onCall: (report: AwsCallReport) => void;
  /** Ends connections to AWS and Redis. Sessions are of no use afterwards. */
  close(): Promise<void>;
};

export type AwsAccessOptions = {
  readonly endpointUrl?: string;
  readonly region: string;
  readonly credentials?: AwsCredentials;
  /** Where the rates that several processes share are kept; absent: this process is alone. */
  readonly redisUrl?: string;
  readonly redisKeyPrefix?: string;
  readonly limits?: Partial<CallLimits>;
  readonly onCall?: (report: AwsCallReport) => void;
  /** Absent: the SDK's clients. */
  readonly createClient?: ClientMaker;
};

/** Throws RangeError for an endpoint that is not an http or https address. */
export function createAwsAccess(options: AwsAccessOptions): AwsAccess {
  const { endpointUrl, region, credentials, redisUrl, redisKeyPrefix } = options;
  if (endpointUrl !== undefined && !isHttpUrl(endpointUrl)) throw new RangeError("the endpoint is not an http address");
  const limits = { ...defaultCallLimits, ...options.limits };
  const isLoopback = endpointUrl !== undefined && isLoopbackUrl(endpointUrl);
  const own = createProcessPacer();
  const prefix = redisKeyPrefix === undefined ? {} : { keyPrefix: redisKeyPrefix };
  const shared = redisUrl === undefined ? null : createRedisPacer({ redisUrl, fallback: own, ...prefix });
  const handler = new SharedHttpHandler({
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    sockets: limits.inFlight,
  });
  // A simulator asks for no real key, and gets none.
  const ownKeys = credentials ?? (isLoopback ? { accessKeyId: "AKIAINSTALLATION", secretAccessKey: "loopback" } : null);
  const shape = { handler, sdk: sdkSettings(), endpointUrl: endpointUrl ?? null };
  const createClient: ClientMaker = options.createClient ?? ((service, config) => service.create(config));
  const ownConfig = clientConfig(shape, region, ownKeys === null ? null : async () => ownKeys);
  const ownSts = createClient(stsService, ownConfig);
  return {
    ...shape,
    isLoopback,
    region,
    ownSts,
    createClient,
    pacer: shared === null ? own : createSplitPacer(shared, own),
    gate: createGate(limits.inFlight),
    limits,
    onCall: options.onCall ?? (() => {}),
    async close() {
      ownSts.destroy();
      handler.close();
      await shared?.close();
    },
  };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
