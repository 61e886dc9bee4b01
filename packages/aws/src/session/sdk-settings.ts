import { STSClient, type STSClientResolvedConfig } from "@aws-sdk/client-sts";

/** What the SDK finds in the environment and its files, as promises that are kept once they have come true. */
export type SdkSettings = Pick<
  STSClientResolvedConfig,
  "useFipsEndpoint" | "useDualstackEndpoint" | "retryMode" | "authSchemePreference"
>;

/**
 * Those settings, to be shared by all clients of a process: each client of the SDK searches for them anew, which is
 * almost half of the CPU time of its first call, and most of ours make one.
 */
export function sdkSettings(): SdkSettings {
  // The Region decides nothing of them that the client's own does not decide again.
  const { useFipsEndpoint, useDualstackEndpoint, retryMode, authSchemePreference } = new STSClient({
    region: "us-east-1",
  }).config;
  return { useFipsEndpoint, useDualstackEndpoint, retryMode, authSchemePreference };
}
