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
export {
  type AssignedControl,
  type AssignmentIndex,
  type EffectiveParty,
  indexAssignments,
  type Party,
  type PartyAssignment,
  type PartyTree,
  partyControls,
  partyKey,
  partyOf,
  partyOfDomain,
  partyOfKey,
  pathUp,
} from "./party.ts";
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
