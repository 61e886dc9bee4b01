export { counted } from "./counted.ts";
export {
  type BenchServices,
  benchOrganization,
  createMailBench,
  type MailBench,
  mailServices,
  plainServer,
} from "./mail-bench.ts";
export { sampleNode, sampleSource, sampleSums } from "./sample-source.ts";
