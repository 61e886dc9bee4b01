import { STSClient } from "@aws-sdk/client-sts";
import type { Service } from "./client-config.ts";

export const stsService: Service<STSClient> = { name: "sts", create: (config) => new STSClient(config) };
