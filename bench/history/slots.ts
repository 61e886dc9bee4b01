import { type Control, controls } from "@sekinin/responsibility";

/** One place of a finding that every generated account has: which control, where, and how its resource is named. */
export type Slot = {
  readonly slot: number;
  readonly controlId: string;
  readonly domain: string;
  readonly severity: string;
  readonly region: string;
  readonly reason: string;
  /** ARN with {region}, {account} and {n}. */
  readonly arn: string;
};

const regions = ["eu-west-1", "eu-central-1", "us-east-1", "ap-northeast-1"] as const;

/** ARN of a resource by type; the account itself for what is not listed. */
const arns: Readonly<Record<string, string>> = {
  "AWS::S3::Bucket": "arn:aws:s3:::data-{account}-{n}",
  "AWS::EC2::Instance": "arn:aws:ec2:{region}:{account}:instance/i-0{n}",
  "AWS::EC2::SecurityGroup": "arn:aws:ec2:{region}:{account}:security-group/sg-0{n}",
  "AWS::EC2::VPC": "arn:aws:ec2:{region}:{account}:vpc/vpc-0{n}",
  "AWS::IAM::ManagedPolicy": "arn:aws:iam::{account}:policy/team-{n}",
  "AWS::IAM::User": "arn:aws:iam::{account}:user/person.{n}",
  "AWS::KMS::Key": "arn:aws:kms:{region}:{account}:key/{n}",
  "AWS::Lambda::Function": "arn:aws:lambda:{region}:{account}:function:job-{n}",
  "AWS::RDS::DBInstance": "arn:aws:rds:{region}:{account}:db:orders-{n}",
};
const accountArn = "arn:aws:iam::{account}:root";

/** How many resources of a control an account has against the others. */
const weights: Readonly<Record<string, number>> = {
  "s3-bucket-tls-required": 6,
  "s3-bucket-versioning": 6,
  "ec2-instance-imdsv2-required": 5,
  "ec2-security-group-ssh-not-open": 5,
  "kms-key-rotation": 4,
  "iam-user-console-mfa": 3,
};
const usualWeight = 2;

/** `count` slots: first one of each control of an account or Region, then resources by weight. */
export function planSlots(count: number): readonly Slot[] {
  const single = controls.filter(({ scope }) => scope === "account" || scope === "region");
  const places = single.flatMap((control) =>
    (control.scope === "account" ? ["global"] : regions).map((region) => ({ control, region })),
  );
  const turns = controls
    .filter(({ scope }) => scope === "resource")
    .flatMap((control) => Array.from({ length: weights[control.id] ?? usualWeight }, () => control));
  for (let turn = 0; places.length < count; turn += 1) {
    const control = turns[turn % turns.length];
    const region = regions[(turn * 7) % regions.length];
    if (control === undefined || region === undefined) throw new Error("there are no controls of resources");
    places.push({ control, region: control.service === "iam" ? "global" : region });
  }
  return places.slice(0, count).map(({ control, region }, slot) => slotOf(control, region, slot));
}

function slotOf({ id, domain, severity, resourceType, reasons, scope }: Control, region: string, slot: number): Slot {
  const [reason = "fails"] = Object.keys(reasons);
  const arn = scope === "resource" ? (arns[resourceType] ?? accountArn) : accountArn;
  return { slot, controlId: id, domain, severity, region, reason, arn };
}
