import { Failure, type Logger } from "@sekinin/config";
import { consumerRedisOptions, producerRedisOptions } from "@sekinin/jobs";
import { Redis } from "ioredis";
import { refuseEvictingRedis } from "./refuse-evicting-redis.ts";

export type RedisConnections = {
  /** For BullMQ's workers: waits for Redis as long as it takes. */
  readonly consumer: Redis;
  /** For the dispatcher, the directory and health: fails at once while Redis is away. */
  readonly producer: Redis;
  close(): void;
};

/** Opens both connections. Throws `redis.unavailable`, or `redis.evicts` where Redis may drop jobs. */
export async function openRedis(url: string, logger: Logger): Promise<RedisConnections> {
  const consumer = new Redis(url, { ...consumerRedisOptions, lazyConnect: true });
  const producer = new Redis(url, { ...producerRedisOptions, lazyConnect: true });
  const close = () => {
    consumer.disconnect();
    producer.disconnect();
  };
  logConnection(consumer, logger.child({ redis: "consumer" }));
  logConnection(producer, logger.child({ redis: "producer" }));
  try {
    await Promise.all([consumer.connect(), producer.connect()]);
    await refuseEvictingRedis(producer);
  } catch (error) {
    close();
    throw error instanceof Failure ? error : new Failure("redis.unavailable", { cause: error });
  }
  return { consumer, producer, close };
}

/** One line when the connection breaks and one when it is back, not one per attempt. */
function logConnection(redis: Redis, logger: Logger): void {
  let away = false;
  redis.on("error", (error: NodeJS.ErrnoException) => {
    if (!away) logger.warn({ code: error.code ?? error.name }, "Redis is away");
    away = true;
  });
  redis.on("ready", () => {
    if (away) logger.info({}, "Redis is back");
    away = false;
  });
}
