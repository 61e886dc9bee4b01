import type { DBInstanceMessage } from "@aws-sdk/client-rds";
import { SimulatedError } from "../wire/handler.ts";
import { paginate } from "../wire/paginate.ts";
import { contentsHere, ownerOf, type ServiceHandlers, textIn } from "./simulated.ts";

export const rds: ServiceHandlers = {
  DescribeDBInstances: (context, input) => {
    const identifier = textIn(input, "DBInstanceIdentifier");
    const found = contentsHere(context).databases.filter(
      (database) => identifier === undefined || database.DBInstanceIdentifier === identifier.toLowerCase(),
    );
    if (identifier !== undefined && found.length === 0) {
      throw new SimulatedError("DBInstanceNotFound", 404, `DBInstance ${identifier} not found.`);
    }
    const { items, nextToken } = paginate({
      operation: "rds:DescribeDBInstances",
      owner: ownerOf(context, identifier),
      items: found,
      token: input.Marker,
      limit: input.MaxRecords,
    });
    return { DBInstances: items, Marker: nextToken } satisfies DBInstanceMessage;
  },
};
