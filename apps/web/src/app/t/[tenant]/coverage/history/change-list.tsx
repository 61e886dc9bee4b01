import type { StoredOrganizationChange } from "@sekinin/db";
import { type ChangeEffect, findObjective } from "@sekinin/guardrails";
import { formatDay, Icon, objectiveHref, Words } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { changeWords, effectWords } from "../../../../../guardrail-words/change-words.ts";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import styles from "../coverage.module.css";
import { directions, effectsWorstFirst } from "./effects-worst-first.ts";
import { policyDiff } from "./policy-diff.ts";

type Props = {
  context: TenantContext;
  changes: readonly StoredOrganizationChange[];
  /** The objective that was asked for: its effect comes first. */
  objectiveId: string | null;
  nameOf: (nodeId: string) => string;
};

/** Changes day by day, newest first, each with what it did to coverage. */
export async function ChangeList({ context, changes, objectiveId, nameOf }: Props) {
  const t = await getTranslations("coverage.history");
  const days = [...new Set(changes.map(({ day }) => day))];
  return (
    <ol className={styles["days"]}>
      {days.map((day) => (
        <li key={day}>
          <h3>
            {/* A calendar day, not an instant: it reads the same in every zone. */}
            <time dateTime={day}>{t("since", { day: formatDay(day, { locale: context.locale, zone: "UTC" }) })}</time>
          </h3>
          <ul className={styles["changes"]}>
            {changes
              .filter((change) => change.day === day)
              .sort((a, b) => (b.effects?.length ?? 0) - (a.effects?.length ?? 0))
              .map((change) => (
                <OneChange
                  key={change.id}
                  context={context}
                  change={change}
                  objectiveId={objectiveId}
                  nameOf={nameOf}
                />
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const mostEffects = 6;

async function OneChange({
  context,
  change: { change, effects: found },
  objectiveId,
  nameOf,
}: Omit<Props, "changes"> & { change: StoredOrganizationChange }) {
  const t = await getTranslations("coverage.history");
  const { locale, tenant } = context;
  const policyId = "policyId" in change ? change.policyId : null;
  const effects = effectsWorstFirst(found ?? [], objectiveId);
  const isFolded = isOfPlace(change) && effects.length > mostEffects;
  const shown = isFolded ? [] : effects.slice(0, mostEffects);
  const folded = effects.slice(shown.length);
  return (
    <li>
      <p className={styles["change"]}>
        <Words>{changeWords(change, locale, nameOf)}</Words>{" "}
        {policyId !== null && <Link href={`/t/${tenant.slug}/policies/${policyId}`}>{policyId}</Link>}
        {effects.length === 0 && (
          <span className={styles["soft"]}> {t(found === null ? "effectUnknown" : "noEffect")}</span>
        )}
      </p>
      {effects.length > 0 && (
        <ul className={styles["effects"]}>
          <Effects context={context} effects={shown} />
          {folded.length > 0 && (
            <li>
              <details>
                <summary>
                  {isFolded ? await summaryOf(effects) : t("moreEffects", { count: objectivesOf(folded) })}
                </summary>
                <ul className={styles["effects"]}>
                  <Effects context={context} effects={folded} />
                </ul>
              </details>
            </li>
          )}
        </ul>
      )}
      {change.kind === "policy-edited" && <Diff before={change.before} after={change.after} />}
    </li>
  );
}

/** An account that comes, goes or moves changes dozens of objectives at once, for itself only. */
function isOfPlace({ kind }: StoredOrganizationChange["change"]): boolean {
  return kind.startsWith("account-") || kind.startsWith("unit-");
}

function objectivesOf(effects: readonly ChangeEffect[]): number {
  return new Set(effects.map(({ objectiveId }) => objectiveId)).size;
}

/** "2 objectives weaker, 73 objectives stronger for 1 account". */
async function summaryOf(effects: readonly ChangeEffect[]): Promise<string> {
  const t = await getTranslations("coverage.history");
  const parts = directions.flatMap((direction) => {
    const count = objectivesOf(effects.filter((effect) => effect.direction === direction));
    return count === 0 ? [] : [t("summaryPart", { count, direction: t(direction) })];
  });
  const accounts = Math.max(...effects.map((effect) => effect.accounts));
  return t("summary", { parts: parts.join(t("summaryBetween")), accounts });
}

function Effects({ context, effects }: { context: TenantContext; effects: readonly ChangeEffect[] }) {
  return effects.map((effect) => (
    <Effect key={`${effect.objectiveId} ${effect.before} ${effect.after}`} context={context} effect={effect} />
  ));
}

const directionIcons = { weaker: "down", stronger: "up", mixed: "warning" } as const;

async function Effect({ context, effect }: { context: TenantContext; effect: ChangeEffect }) {
  const t = await getTranslations("coverage.history");
  const { locale, tenant } = context;
  const { objectiveId, direction } = effect;
  return (
    <li>
      <span className={styles["direction"]} data-direction={direction}>
        <Icon name={directionIcons[direction]} /> {t(direction)}
      </span>
      <Link href={objectiveHref(`/t/${tenant.slug}/coverage`, objectiveId)}>
        {findObjective(objectiveId)?.title[locale] ?? objectiveId}
      </Link>
      <span className={styles["soft"]}>{effectWords(effect, locale)}</span>
    </li>
  );
}

const signs = { same: " ", removed: "−", added: "+" } as const;

async function Diff({ before, after }: { before: string | null; after: string | null }) {
  const t = await getTranslations("coverage.history");
  if (before === null || after === null) return <p className={styles["soft"]}>{t("unread")}</p>;
  const lines = policyDiff(before, after);
  if (lines === null) return null;
  return (
    <details>
      <summary>{t("diff")}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
      <pre className={styles["diff"]} tabIndex={0}>
        {lines.map(({ kind, text }, at) => (
          // Lines repeat, and their order is the server's.
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing moves here
          <span key={at} data-kind={kind}>{`${signs[kind]} ${text}\n`}</span>
        ))}
      </pre>
    </details>
  );
}
