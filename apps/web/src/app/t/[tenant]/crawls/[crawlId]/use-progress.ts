"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { ProgressMessage } from "./progress-message.ts";

/** `still`: the crawl had ended before; `closed`: no access any more, or the browser gave up. */
export type LineState = "still" | "live" | "reconnecting" | "closed";

const refreshAtMostEveryMs = 5_000;

/** Follows a running crawl. The page itself is read anew when more accounts turn out unread, and at the end. */
export function useProgress(initial: ProgressMessage, source: string) {
  const router = useRouter();
  const [progress, setProgress] = useState(initial);
  const [line, setLine] = useState<LineState>(initial.state === "running" ? "live" : "still");
  const refreshed = useRef({ at: 0, unknown: initial.unknownAccounts });

  useEffect(() => {
    if (initial.state !== "running") return;
    const events = new EventSource(source);
    events.onopen = () => setLine("live");
    events.onerror = () => setLine(events.readyState === EventSource.CLOSED ? "closed" : "reconnecting");
    events.addEventListener("progress", (event) => {
      // Only our own endpoint answers here, and it sends nothing else.
      const next = JSON.parse(event.data) as ProgressMessage;
      setProgress(next);
      const { at, unknown } = refreshed.current;
      if (next.unknownAccounts !== unknown && Date.now() - at > refreshAtMostEveryMs) {
        refreshed.current = { at: Date.now(), unknown: next.unknownAccounts };
        router.refresh();
      }
    });
    events.addEventListener("end", () => {
      events.close();
      setLine("still");
      router.refresh();
    });
    events.addEventListener("closed", () => {
      events.close();
      setLine("closed");
    });
    return () => events.close();
  }, [initial.state, router, source]);
  return { progress, line };
}

/** Milliseconds since this message came, counted by the second while `isRunning`: nothing may have changed, but time has. */
export function useSince(message: ProgressMessage, isRunning: boolean): number {
  const [since, setSince] = useState({ message, ms: 0 });
  useEffect(() => {
    if (!isRunning) return;
    const start = performance.now();
    const timer = setInterval(() => setSince({ message, ms: performance.now() - start }), 1_000);
    return () => clearInterval(timer);
  }, [isRunning, message]);
  return isRunning && since.message === message ? since.ms : 0;
}
