export { sampleNode, sampleSource, sampleSums } from "./sample-source.ts";
