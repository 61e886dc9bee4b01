export { type EnvironmentSources, loadEnvironment } from "./environment.ts";
export { type Environment, type EnvironmentKey, environmentKeys } from "./environment-schema.ts";
export { Failure, type FailureDetail, failureOf, failureWords } from "./failure.ts";
export {
  type FailureCode,
  type FailureHint,
  type FailureKind,
  failureCodes,
  failureHints,
  failureKinds,
} from "./failure-kinds.ts";
export { type Logger, type LoggerOptions, logger } from "./logger.ts";
export { createMetrics, type Metrics, metrics } from "./metrics.ts";
export { type FaultPoint, faultPoints, mailFaultPoints, type TestSettings, testSettings } from "./test-settings.ts";
