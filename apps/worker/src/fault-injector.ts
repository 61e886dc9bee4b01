import type { FaultPoint, TestSettings } from "@sekinin/config";

/** Called by steps at their named points. */
export type Reached = (point: FaultPoint) => void;

/** Ends or freezes this process at the n-th time that the point of the settings is reached; nothing without a point. */
export function faultInjector(settings: TestSettings, signal: (name: "SIGKILL" | "SIGSTOP") => void): Reached {
  const { SEKININ_FAULT_POINT: wanted, SEKININ_FAULT_ACTION: action, SEKININ_FAULT_COUNT: count = 1 } = settings;
  if (wanted === undefined) return () => {};
  let times = 0;
  return (point) => {
    if (point !== wanted) return;
    times += 1;
    if (times === count) signal(action === "freeze" ? "SIGSTOP" : "SIGKILL");
  };
}
