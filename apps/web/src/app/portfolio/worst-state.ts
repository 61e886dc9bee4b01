import type { ConnectionState } from "@sekinin/db";

const byUrgency: readonly ConnectionState[] = ["unsafe", "failing", "draft", "ready"];

/** Of several connections' states the one that needs somebody most; `none` without a connection. */
export function worstState(states: readonly ConnectionState[]): ConnectionState | "none" {
  return byUrgency.find((state) => states.includes(state)) ?? "none";
}
