export {
  type Backlog,
  type Choice,
  chooseNext,
  emptyFairState,
  type FairLimits,
  type FairState,
} from "./choose-next.ts";
export { type ConnectionTestPayload, connectionTest } from "./connection-test.ts";
export { type CrawlStepPayload, crawlStep } from "./crawl-step.ts";
export { type DeadLetter, type DeadLetters, redisDeadLetters } from "./dead-letters.ts";
export { defineJob, type JobDefinition, type QueueName, queueNames } from "./define-job.ts";
export { maxPayloadBytes, type ParsedPayload, type PayloadRefusal, parsePayload } from "./parse-payload.ts";
export {
  type DeliveredJob,
  type Delivery,
  dispatchTo,
  type HandlerAnswer,
  type Processor,
  type ProcessorServices,
  processorFor,
} from "./processor.ts";
export { consumerRedisOptions, jobLockMs, jobOptions, producerRedisOptions, workerOptions } from "./queue-options.ts";
export { type SendMailPayload, sendMailJob } from "./send-mail.ts";
