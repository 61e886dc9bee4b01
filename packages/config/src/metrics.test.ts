import { describe, expect, test } from "vitest";
import { createMetrics, metrics } from "./metrics.ts";

describe("metrics", () => {
  test("counts, gauges and durations appear in the text", async () => {
    const own = createMetrics();
    own.count("sekinin_calls_total", "Calls made.", { service: "ec2" });
    own.count("sekinin_calls_total", "Calls made.", { service: "ec2" }, 4);
    own.set("sekinin_pending_steps", "Steps that wait.", 7);
    own.set("sekinin_pending_steps", "Steps that wait.", 2);
    own.observeSeconds("sekinin_step_seconds", "Time of a step.", 0.3, { kind: "account" });
    const text = await own.text();
    expect(text).toContain('sekinin_calls_total{service="ec2"} 5');
    expect(text).toContain("sekinin_pending_steps 2");
    expect(text).toContain('sekinin_step_seconds_bucket{le="0.5",kind="account"} 1');
    expect(text).toContain('sekinin_step_seconds_bucket{le="0.1",kind="account"} 0');
    expect(own.contentType).toContain("text/plain");
  });

  test("two registries know nothing of each other", async () => {
    createMetrics().count("sekinin_a_total", "A.");
    expect(await createMetrics().text()).not.toContain("sekinin_a_total");
  });

  test("the process has one, with Node's own figures", async () => {
    expect(metrics()).toBe(metrics());
    expect(await metrics().text()).toContain("nodejs_eventloop_lag_seconds");
  });
});
