export {
  type AccountMoves,
  type ChangeCause,
  type ChangeCauses,
  changeCauses,
  type FindingFlow,
  type FindingFlows,
  type ScorePart,
  type WeightChange,
} from "./changes.ts";
export { addControlSums, type ControlSum, type ControlSums, sumControls, sumsOfControls } from "./control-sums.ts";
export { rollUp } from "./roll-up.ts";
export {
  addDomainSums,
  addSums,
  type Cell,
  cellOf,
  type DomainSum,
  domainSumOf,
  emptyDomainSum,
  emptySums,
  overallSum,
  type PostureSums,
  type ScoredDuty,
  sumDuties,
  type WorstAccount,
  worstIsFarBelow,
} from "./sums.ts";
export type { NodePosture, OrganizationNode } from "./tree.ts";
