import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

type Labels = Readonly<Record<string, string>>;

/** Names and labels are ours; a label never carries a tenant's name, an account or anything that a customer chose. */
export type Metrics = {
  /** Adds `by` (1 without it) to a counter, which is made at its first use. */
  count(name: string, help: string, labels?: Labels, by?: number): void;
  /** Sets a gauge. */
  set(name: string, help: string, value: number, labels?: Labels): void;
  /** Notes one duration in seconds. */
  observeSeconds(name: string, help: string, seconds: number, labels?: Labels): void;
  /** Everything in Prometheus's text format. */
  text(): Promise<string>;
  readonly contentType: string;
};

const secondsBuckets = [0.005, 0.02, 0.1, 0.5, 2, 10, 30, 120, 600];

/** Metrics of their own, for tests. */
export function createMetrics(): Metrics {
  return metricsOn(new Registry());
}

let ofProcess: Metrics | undefined;

/** The process's metrics, Node's own (memory, event-loop lag) among them. */
export function metrics(): Metrics {
  if (ofProcess === undefined) {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    ofProcess = metricsOn(registry);
  }
  return ofProcess;
}

function metricsOn(registry: Registry): Metrics {
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  const once = <T>(known: Map<string, T>, name: string, make: () => T): T => {
    const found = known.get(name) ?? make();
    known.set(name, found);
    return found;
  };
  return {
    count(name, help, labels = {}, by = 1) {
      const options = { name, help, labelNames: Object.keys(labels), registers: [registry] };
      once(counters, name, () => new Counter(options)).inc(labels, by);
    },
    set(name, help, value, labels = {}) {
      const options = { name, help, labelNames: Object.keys(labels), registers: [registry] };
      once(gauges, name, () => new Gauge(options)).set(labels, value);
    },
    observeSeconds(name, help, seconds, labels = {}) {
      const labelNames = Object.keys(labels);
      const options = { name, help, labelNames, buckets: secondsBuckets, registers: [registry] };
      once(histograms, name, () => new Histogram(options)).observe(labels, seconds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
