import type { ServiceKey } from "../service/clients.ts";
import { type Rate, rates, unboundedEc2Lists } from "./rates.ts";

/** "published": AWS's rates; "off": none; a number scales rates and bursts (0.1 is a tenth). */
export type ThrottleSetting = "published" | "off" | number;

export type ThrottledCall = {
  readonly service: ServiceKey;
  readonly operation: string;
  readonly accountId: string;
  readonly organizationId: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
};

export type Throttle = {
  /** Takes a token from every bucket of this call, or none and answers false. `now` is in milliseconds. */
  admits(call: ThrottledCall, now: number): boolean;
  set(setting: ThrottleSetting): void;
};

type Bucket = { tokens: number; at: number };
type Applied = { readonly rate: Rate; readonly name: string };

/** Full buckets say nothing; they are dropped when there are many (10,000 accounts x 17 Regions). */
const sweepAbove = 200_000;

export function createThrottle(initial: ThrottleSetting): Throttle {
  let scale = scaleOf(initial);
  const buckets = new Map<string, Bucket>();
  return {
    admits(call, now) {
      if (scale === 0) return true;
      if (buckets.size > sweepAbove) dropRested(buckets, now);
      const taken: Bucket[] = [];
      for (const { rate, name } of ratesOf(call)) {
        const bucket = refilled(buckets, bucketKey(call, rate, name), rate, scale, now);
        if (bucket.tokens < 1) return false;
        taken.push(bucket);
      }
      for (const bucket of taken) bucket.tokens -= 1;
      return true;
    },
    set(setting) {
      scale = scaleOf(setting);
      buckets.clear();
    },
  };
}

/** Throws RangeError for a scale that is not above 0. */
function scaleOf(setting: ThrottleSetting): number {
  if (setting === "off") return 0;
  if (setting === "published") return 1;
  if (!Number.isFinite(setting) || setting <= 0) throw new RangeError("`throttle` must be above 0");
  return setting;
}

const applied = new Map<string, readonly Applied[]>();

function ratesOf(call: ThrottledCall): readonly Applied[] {
  const { service, operation, input } = call;
  if (service === "ec2" && unboundedEc2Lists.operations.has(operation) && Object.keys(input).length === 0) {
    return [{ rate: unboundedEc2Lists.rate, name: `${operation} unbounded` }];
  }
  const key = `${service}:${operation}`;
  let found = applied.get(key);
  if (found === undefined) {
    found = findRates(service, operation);
    applied.set(key, found);
  }
  return found;
}

function findRates(service: ServiceKey, operation: string): Applied[] {
  const named = rates[service].filter(({ operations }) => operations !== "others" && operations.includes(operation));
  const others = rates[service].filter(({ operations }) => operations === "others");
  return (named.length > 0 ? named : others).map((rate) => ({
    rate,
    name: rate.each ? operation : rate.operations === "others" ? "others" : rate.operations.join(),
  }));
}

function bucketKey({ service, accountId, organizationId, region }: ThrottledCall, rate: Rate, name: string): string {
  const owner = {
    account: accountId,
    "account-region": `${accountId}/${region}`,
    organization: organizationId,
  }[rate.scope];
  return `${service}/${owner}/${name}`;
}

function refilled(buckets: Map<string, Bucket>, key: string, rate: Rate, scale: number, now: number): Bucket {
  // A scaled bucket still holds one whole call, or nothing would ever pass.
  const size = Math.max(1, rate.burst * scale);
  let bucket = buckets.get(key);
  if (bucket === undefined) {
    bucket = { tokens: size, at: now };
    buckets.set(key, bucket);
  }
  bucket.tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond * scale);
  bucket.at = now;
  return bucket;
}

function dropRested(buckets: Map<string, Bucket>, now: number): void {
  for (const [key, { at }] of buckets) if (now - at > 60_000) buckets.delete(key);
}
