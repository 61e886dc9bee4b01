import { type AwsAccess, type CallLimits, type Client, type ClientConfig, createAwsAccess } from "@sekinin/aws";
import type { InProcessSimulator } from "@sekinin/aws-sim";

/** Any command of the SDK: its class is named after the operation. */
type Command = { readonly input: Readonly<Record<string, unknown>>; readonly constructor: { readonly name: string } };

const unpaced: AwsAccess["pacer"] = { take: async () => {}, penalise: async () => {} };

/**
 * The way to a simulated AWS in this process: sessions, permissions, collectors and classification of errors are the
 * product's, only serialisation and HTTP are left out.
 */
export function createInProcessAccess(simulator: InProcessSimulator, limits: Partial<CallLimits> = {}): AwsAccess {
  const access = createAwsAccess({
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAINSTALLATION", secretAccessKey: "in-process" },
    limits,
    // It has the only method that callers of clients use beside `destroy`.
    createClient: <C extends Client>({ name }: { readonly name: string }, config: ClientConfig) =>
      standIn(simulator, name, config) as unknown as C,
  });
  return { ...access, pacer: unpaced };
}

function standIn(simulator: InProcessSimulator, service: string, { region, credentials }: ClientConfig) {
  return {
    async send({ input, constructor }: Command, options?: { readonly abortSignal?: AbortSignal }) {
      options?.abortSignal?.throwIfAborted();
      const keys = await credentials?.();
      return simulator.call({
        service,
        operation: constructor.name.replace(/Command$/, ""),
        input,
        region,
        accessKeyId: keys?.accessKeyId ?? "",
        sessionToken: keys?.sessionToken,
      });
    },
    destroy() {},
  };
}
