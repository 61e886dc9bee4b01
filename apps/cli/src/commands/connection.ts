import {
  connectionTestCodes,
  connectionTestSteps,
  connectionTestStepTitles,
  isExternalId,
  isRoleName,
  parseRoleArn,
} from "@sekinin/aws/permissions";
import {
  type ConnectionTestStepRow,
  createConnection,
  type Database,
  findConnectionTest,
  recordAuditEvent,
  requestConnectionTest,
} from "@sekinin/db";
import type { Command } from "commander";
import { example } from "../example.ts";
import { requireConnection, requireTenant, withInstallation } from "../installation.ts";
import { BadInput, Disagreement, say } from "../report.ts";

type CreateOptions = {
  readonly tenant: string;
  readonly managementRole: string;
  readonly memberRole: string;
  readonly externalId?: string;
  readonly regions?: string;
};

export function addConnectionCommands(program: Command): void {
  const connection = program.command("connection").description("How an AWS Organization is reached");
  connection
    .command("create")
    .description("Connect an organisation by its roles")
    .requiredOption("--tenant <slug>", "tenant that owns the organisation")
    .requiredOption("--management-role <arn>", "role in the management (or delegated) account")
    .requiredOption("--member-role <name>", "name of the role in every member account")
    .option("--external-id <id>", "only for a role that exists already; without it we make one of 128 random bits")
    .option("--regions <list>", "crawl only these Regions, separated by commas")
    .addHelpText(
      "after",
      example(
        "connection create --tenant acme --management-role arn:aws:iam::111111111111:role/SekininManagement --member-role SekininMember",
      ),
    )
    .action(create);
  connection
    .command("test")
    .description("Try the roles and say which step fails, and how to mend it")
    .requiredOption("--tenant <slug>", "tenant that owns the connection")
    .option("--connection <id>", "needed where the tenant has several")
    .addHelpText("after", example("connection test --tenant acme"))
    .action(test);
}

function checkInput({ managementRole, memberRole, externalId }: CreateOptions): void {
  if (!parseRoleArn(managementRole).ok)
    throw new BadInput(
      `\`${managementRole}\` is no ARN of a role, such as arn:aws:iam::111111111111:role/SekininManagement.`,
    );
  if (!isRoleName(memberRole))
    throw new BadInput(`\`${memberRole}\` is no name of a role: give the name alone, without ARN or path.`);
  if (externalId !== undefined && !isExternalId(externalId))
    throw new BadInput(`\`${externalId}\` is no external id: 2 to 1,224 letters, digits and + = , . @ : / - _`);
}

/** Names of Regions from a list with commas; undefined where none was given. */
function regionsOf(list: string | undefined): readonly string[] | undefined {
  if (list === undefined) return undefined;
  const regions = list.split(",").map((region) => region.trim());
  const wrong = regions.filter((region) => !/^[a-z]{2}(-[a-z]+){1,3}-\d{1,2}$/.test(region));
  if (wrong.length > 0)
    throw new BadInput(
      `Not names of Regions: ${wrong.map((name) => `\`${name}\``).join(", ")}. Give a list such as eu-west-1,ap-northeast-1.`,
    );
  return regions;
}

async function create(options: CreateOptions): Promise<void> {
  checkInput(options);
  const regions = regionsOf(options.regions);
  await withInstallation(async (database) => {
    const tenant = await requireTenant(database, options.tenant);
    const made = await database.withTenant(tenant.id, async (tx) => {
      const created = await createConnection(tx, {
        managementRoleArn: options.managementRole,
        memberRoleName: options.memberRole,
        ...(options.externalId === undefined ? {} : { externalId: options.externalId }),
        ...(regions === undefined ? {} : { regions }),
      });
      const detail = { connectionId: created.id, hasGivenExternalId: options.externalId !== undefined };
      await recordAuditEvent(tx, { actor: { kind: "command-line", id: null }, action: "connection.created", detail });
      return created;
    });
    process.stdout.write(`${JSON.stringify({ id: made.id, externalId: made.externalId })}\n`);
    say(
      `Both roles must trust our principal with this external id. Print them: npm run -s sekinin -- permissions --help\nThen: npm run -s sekinin -- connection test --tenant ${tenant.slug}`,
    );
  });
}

const pollMs = 500;
const patienceMs = 20_000;
const limitMs = 300_000;

async function test({
  tenant: slug,
  connection: id,
}: {
  readonly tenant: string;
  readonly connection?: string;
}): Promise<void> {
  await withInstallation(async (database) => {
    const tenant = await requireTenant(database, slug);
    const connection = await requireConnection(database, tenant.id, id);
    const requested = await database.withTenant(tenant.id, async (tx) => {
      const detail = { connectionId: connection.id };
      await recordAuditEvent(tx, {
        actor: { kind: "command-line", id: null },
        action: "connection.test-requested",
        detail,
      });
      return requestConnectionTest(tx, connection.id);
    });
    const finished = await untilFinished(database, tenant.id, requested.id);
    for (const step of finished.steps) {
      process.stdout.write(`${JSON.stringify(step)}\n`);
      say(wordsOf(step));
    }
    if (finished.state !== "passed")
      throw new Disagreement("The connection is not usable yet: see the step that failed and its hint.");
    say("The connection works.");
  });
}

/** `failed: Enter the management account ... AWS refused ... Check that ...`: the step, what happened, how to mend it. */
function wordsOf({ step, outcome, code }: ConnectionTestStepRow): string {
  const title = connectionTestSteps.find((known) => known === step);
  const words = Object.entries(connectionTestCodes).find(([known]) => known === code)?.[1];
  const told = outcome === "passed" || words === undefined ? [] : [words.text.en, words.hint.en];
  return [`${outcome}: ${title === undefined ? step : connectionTestStepTitles[title].en}`, ...told]
    .filter((part) => part !== "")
    .join("\n  ");
}

async function untilFinished(database: Database, tenantId: string, testId: string) {
  const start = Date.now();
  for (;;) {
    const row = await database.withTenant(tenantId, (tx) => findConnectionTest(tx, testId));
    if (row === null) throw new BadInput("The test is gone: was its connection deleted?");
    if (row.state === "passed" || row.state === "failed") return row;
    const waited = Date.now() - start;
    if (row.state === "requested" && waited > patienceMs)
      throw new BadInput("No worker has taken the test. Is one running (npm start)?");
    if (waited > limitMs) throw new BadInput("The test did not end within five minutes; see the worker's log.");
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
