import type { AccountPlan } from "./members.ts";
import { drawFrom } from "./random.ts";
import type { Settings } from "./settings.ts";

/** What the crawler's role can do in an account this week, beside what it always can. */
export type Visibility = {
  /** The role is not there. */
  readonly isMissing: boolean;
  /** IAM actions that it denies. */
  readonly denies: readonly string[];
};

const open: Visibility = { isMissing: false, denies: [] };
const missing: Visibility = { isMissing: true, denies: [] };

/** What a team takes away from a role that it does not know, each a few reads. */
const denials = [
  ["s3:GetBucketPolicy", "s3:GetBucketVersioning"],
  ["iam:GenerateCredentialReport", "iam:GetCredentialReport"],
  ["kms:DescribeKey", "kms:ListKeys"],
  ["ec2:DescribeSecurityGroups", "ec2:DescribeVpcs"],
  ["lambda:ListFunctions"],
] as const;

/** Within so many weeks an account loses sight once, or not at all. */
const cycleWeeks = 13;
const lapseChance = 0.2;
const longestWeeks = 4;
/** The accounts that every organisation begins with are looked after: without them nothing could be read. */
const fixedAccounts = 5;

/**
 * Sight of an account by week: new ones may wait a week for their role, and of the others some lose it, or some of its
 * permissions, for one to four weeks. What is planted stays as it is: it is the truth, not what can be seen.
 */
export function visibilityOf(settings: Settings, plan: AccountPlan): Visibility {
  if (!settings.visibilityLapses || plan.index < fixedAccounts) return open;
  const draw = (...keys: readonly (string | number)[]) => drawFrom(settings.seed, plan.index, "sight", ...keys);
  if (plan.index >= settings.accounts && plan.joinedDaysBefore === 0) return draw("new") < 0.5 ? missing : open;
  const at = settings.week + Math.floor(draw("offset") * cycleWeeks);
  const cycle = Math.floor(at / cycleWeeks);
  if (draw(cycle) >= lapseChance) return open;
  const begins = 1 + Math.floor(draw(cycle, "begins") * (cycleWeeks - longestWeeks - 1));
  const weeks = 1 + Math.floor(draw(cycle, "weeks") * longestWeeks);
  const since = (at % cycleWeeks) - begins;
  if (since < 0 || since >= weeks) return open;
  const kind = draw(cycle, "kind");
  if (kind < 0.5) return missing;
  return { isMissing: false, denies: denials[Math.floor((kind - 0.5) * 2 * denials.length)] ?? denials[0] };
}
