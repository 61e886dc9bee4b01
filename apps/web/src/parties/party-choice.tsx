import { type Party, partyKey } from "@sekinin/posture";
import { getTranslations } from "next-intl/server";
import type { KnownParties } from "./known-parties.ts";
import { NamedOptions } from "./named-options.tsx";
import styles from "./parties.module.css";

type Props = {
  /** Path of the page that is chosen for. */
  readonly action: string;
  /** What else the address holds, kept as it is. */
  readonly kept: Readonly<Record<string, string>>;
  readonly known: KnownParties;
  /** Null: everybody's. */
  readonly value: Party | null;
};

/** Chooses whose part a page shows: a form that only changes the address, so it works without script. */
export async function PartyChoice({ action, kept, known, value }: Props) {
  const t = await getTranslations("parties");
  const chosen = value === null ? "" : partyKey(value);
  return (
    <form method="get" action={action} className={styles["choice"]}>
      {Object.entries(kept).map(([name, text]) => (
        <input key={name} type="hidden" name={name} value={text} />
      ))}
      <label>
        <span>{t("label")}</span>
        <select key={chosen} name="party" defaultValue={chosen}>
          <option value="">{t("all")}</option>
          <option value="aws">{t("aws")}</option>
          <NamedOptions label={t("teams")} kind="team" named={known.teams} />
          <NamedOptions label={t("partners")} kind="partner" named={known.partners} />
          <option value="unassigned">{t("unassigned")}</option>
        </select>
      </label>
      <button type="submit">{t("show")}</button>
    </form>
  );
}
