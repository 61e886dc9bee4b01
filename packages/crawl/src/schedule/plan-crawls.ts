import { Failure } from "@sekinin/config";
import { type DueConnection, findConnection, listDueConnections, startCrawl, updateConnection } from "@sekinin/db";
import type { CrawlServices } from "../services.ts";
import { nextCrawlAt } from "./next-crawl.ts";

/**
 * Starts the crawls whose hour has come, and says how many. Any number of processes may call it at once: the
 * connection's row is locked by the start of a crawl, and the time is looked at again under that lock, so that one
 * due time starts one crawl. Hours that passed while nothing ran start one crawl, not one each.
 */
export async function planCrawls(services: CrawlServices): Promise<number> {
  const { database, clock, logger } = services;
  const now = clock.now();
  const due = await database.withSystem((tx) => listDueConnections(tx, now));
  let started = 0;
  for (const connection of due) {
    try {
      if (await startDue(services, connection, now)) started += 1;
    } catch (error) {
      // One tenant's broken connection must not keep the others from their crawls.
      logger.warn({ connection: connection.connectionId, error }, "a scheduled crawl could not be started");
    }
  }
  return started;
}

async function startDue(services: CrawlServices, due: DueConnection, now: Date): Promise<boolean> {
  const { connectionId, zone, scheduleHour: hour } = due;
  const next = nextCrawlAt(now, { hour, zone, connectionId });
  return services.database
    .withTenant(due.tenantId, async (tx) => {
      if (due.nextCrawlAt === null) {
        await updateConnection(tx, connectionId, { nextCrawlAt: next });
        return false;
      }
      const crawl = await startOrSay(tx, connectionId, now);
      const connection = await findConnection(tx, connectionId);
      const at = connection?.nextCrawlAt ?? null;
      // Another process was first: its crawl is the one that `startCrawl` names, and its time is in the future.
      if (at === null || at > now) {
        if (crawl === "started") throw new AlreadyStarted();
        return false;
      }
      await updateConnection(tx, connectionId, { nextCrawlAt: next });
      return crawl === "started";
    })
    .catch((error: unknown) => {
      if (error instanceof AlreadyStarted) return false;
      throw error;
    });
}

/** Rolls the transaction back: the crawl of this due time has started and ended already. */
class AlreadyStarted extends Error {}

async function startOrSay(
  tx: Parameters<typeof startCrawl>[0],
  connectionId: string,
  at: Date,
): Promise<"started" | "not-started"> {
  try {
    return "id" in (await startCrawl(tx, { connectionId, trigger: "schedule", at })) ? "started" : "not-started";
  } catch (error) {
    // Unsafe, or without a role: its time still moves on, and the connection's page says why nothing ran.
    if (error instanceof Failure) return "not-started";
    throw error;
  }
}
