import type {
  DescribeTrailsResponse,
  GetEventSelectorsResponse,
  GetTrailStatusResponse,
} from "@aws-sdk/client-cloudtrail";
import type { SimulatedTrail } from "../organization/contents/types.ts";
import { SimulatedError } from "../wire/handler.ts";
import { type Context, type ServiceHandlers, textIn, textsIn } from "./simulated.ts";

export const cloudtrail: ServiceHandlers = {
  DescribeTrails: (context, input) => {
    const names = textsIn(input, "trailNameList");
    const trails = visibleTrails(context, input.includeShadowTrails !== false).filter(
      ({ trail }) =>
        names === undefined || names.length === 0 || names.includes(trail.TrailARN) || names.includes(trail.Name ?? ""),
    );
    return { trailList: trails.map(({ trail }) => trail) } satisfies DescribeTrailsResponse;
  },
  GetTrailStatus: (context, input) => {
    const { isLogging } = trailNamed(context, textIn(input, "Name") ?? "");
    return {
      IsLogging: isLogging,
      LatestDeliveryTime: context.now,
      ...(isLogging ? { StartLoggingTime: context.account.joinedAt } : { StopLoggingTime: context.account.joinedAt }),
    } satisfies GetTrailStatusResponse;
  },
  GetEventSelectors: (context, input) => {
    const { trail, eventSelectors } = trailNamed(context, textIn(input, "TrailName") ?? "");
    return { TrailARN: trail.TrailARN, EventSelectors: [...eventSelectors] } satisfies GetEventSelectorsResponse;
  },
};

/** Trails at home in the Region of the call, and the shadows of multi-Region trails of other Regions. */
function visibleTrails({ account, region }: Context, shadows: boolean): readonly SimulatedTrail[] {
  return account
    .contents()
    .trails.filter(({ trail }) => trail.HomeRegion === region || (shadows && trail.IsMultiRegionTrail === true));
}

/** By ARN from anywhere; by name only at home, since a name says nothing of another Region's trail. */
function trailNamed(context: Context, name: string): SimulatedTrail {
  const found = context.account
    .contents()
    .trails.find(
      ({ trail }) => trail.TrailARN === name || (trail.Name === name && trail.HomeRegion === context.region),
    );
  if (found !== undefined) return found;
  throw new SimulatedError("TrailNotFoundException", 400, `Unknown trail: ${name} for the user: ${context.account.id}`);
}
