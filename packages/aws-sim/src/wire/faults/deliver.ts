import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "../protocol/answer.ts";
import type { FaultEffect } from "./fault.ts";

/** Writes the answer as delivery faults have it: late, never, cut off or a drop at a time. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  effects: readonly FaultEffect[],
): Promise<void> {
  for (const effect of effects) if (effect.kind === "latency") await sleep(effect.latencyMs, undefined, { ref: false });
  if (response.destroyed || effects.some(({ kind }) => kind === "hang")) return;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
  const cut = effects.find((effect) => effect.kind === "cut");
  if (cut !== undefined) {
    const end = Math.min(cut.afterBytes ?? Math.floor(body.length / 2), Math.max(0, body.length - 1));
    response.write(body.subarray(0, end), () => response.destroy());
    // An empty write calls back only once headers went out, which flushing makes sure of.
    response.flushHeaders();
    return;
  }
  const drip = effects.find((effect) => effect.kind === "drip");
  if (drip === undefined) response.end(body);
  else await dripOut(response, body, drip.bytesPerSecond);
}

const dripIntervalMs = 50;

async function dripOut(response: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> {
  const step = Math.max(1, Math.round((bytesPerSecond * dripIntervalMs) / 1000));
  const pauseMs = (step / bytesPerSecond) * 1000;
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    response.write(body.subarray(at, at + step));
    await sleep(pauseMs, undefined, { ref: false });
  }
  response.end();
}
