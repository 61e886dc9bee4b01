import { parentPort, workerData } from "node:worker_threads";
import { type CoverageQuestion, decideCoverage } from "./decide-coverage.ts";

// Only `decideInThread` starts this file, and gives it a question.
parentPort?.postMessage(decideCoverage(workerData as CoverageQuestion));
