export { accountCauses, type Catalogues, type DutyChange } from "./account-causes.ts";
export { type Annotation, annotations } from "./annotations.ts";
export { calendarDay } from "./calendar-day.ts";
export { addCauses, CauseTally, causesOfSums, changeOfCauses } from "./cause-tally.ts";
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
export { explainChange } from "./explain-change.ts";
export { addFlows, addMoves, countFlows, emptyFlow, mostNamed } from "./flows.ts";
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
export { type PartyScope, partyScope } from "./party-scope.ts";
export { causeKinds, type PeriodChange, partsByKind, periodChange, realScores, sumOf } from "./period.ts";
export { rollUp, rollUpControls } from "./roll-up.ts";
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
export { indexNodes, type NodePosture, type OrganizationNode, upFrom } from "./tree.ts";
export {
  addDays,
  daysBetween,
  type FlowBucket,
  flowBuckets,
  type TrendChange,
  type TrendPoint,
  type TrendState,
  totalCauses,
  totalFlow,
  trendPoints,
} from "./trend.ts";
export { type CountedTree, type NodeChange, unitChanges } from "./unit-changes.ts";
export { type WorthDoing, worthDoing } from "./worth-doing.ts";
