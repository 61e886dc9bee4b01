export { rollUp } from "./roll-up.ts";
export {
  addSums,
  type Cell,
  cellOf,
  type DomainSum,
  emptySums,
  overallSum,
  type PostureSums,
  type ScoredDuty,
  sumDuties,
  type WorstAccount,
  worstIsFarBelow,
} from "./sums.ts";
export type { NodePosture, OrganizationNode } from "./tree.ts";
