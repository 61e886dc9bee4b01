import type { AwsCredentials } from "./credentials.ts";
import type { SharedHttpHandler } from "./http-handler.ts";
import type { SdkSettings } from "./sdk-settings.ts";

/** What every client of ours is made with. One attempt: whether to try again is decided by `callAws`. */
export type ClientConfig = SdkSettings & {
  readonly region: string;
  readonly maxAttempts: 1;
  readonly requestHandler: SharedHttpHandler;
  readonly userAgentAppId: "sekinin";
  readonly credentials?: () => Promise<AwsCredentials & { readonly expiration?: Date }>;
  readonly endpoint?: string;
};

/** A service's client class with what it needs beyond the common settings. */
export type Service<C extends Client> = {
  /** SigV4 signing name; `s3control` for S3 Control. */
  readonly name: string;
  readonly create: (config: ClientConfig) => C;
};

export type Client = { destroy(): void };

/** Makes the client that a session calls through: the service's own, or one of the same process that stands in for it. */
export type ClientMaker = <C extends Client>(service: Service<C>, config: ClientConfig) => C;

/** Settings of a client for one Region. Without `credentials` the SDK's default chain is asked. */
export function clientConfig(
  access: { readonly handler: SharedHttpHandler; readonly sdk: SdkSettings; readonly endpointUrl: string | null },
  region: string,
  credentials: ClientConfig["credentials"] | null,
): ClientConfig {
  return {
    ...access.sdk,
    region,
    maxAttempts: 1,
    requestHandler: access.handler,
    userAgentAppId: "sekinin",
    ...(credentials === null || credentials === undefined ? {} : { credentials }),
    ...(access.endpointUrl === null ? {} : { endpoint: access.endpointUrl }),
  };
}
