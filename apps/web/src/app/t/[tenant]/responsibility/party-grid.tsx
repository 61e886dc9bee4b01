import { partyKey } from "@sekinin/posture";
import { domainTitles, responsibilityDomains } from "@sekinin/responsibility";
import { heatmapHref, Section, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { type KnownParties, partyNames } from "../../../../parties/known-parties.ts";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import type { ResponsibilityPage } from "./read-responsibility.ts";
import styles from "./responsibility.module.css";
import { type GridCell, responsibilityGrid } from "./responsibility-grid.ts";

type Props = {
  readonly context: TenantContext;
  readonly known: KnownParties;
  readonly organization: NonNullable<ResponsibilityPage["organization"]>;
};

/** OUs by domains: who answers, and whether that is said there or comes from above. */
export async function PartyGrid({ context, known, organization }: Props) {
  const t = await getTranslations("responsibility");
  const name = await partyNames(known);
  const { rows, left } = responsibilityGrid(organization.units, organization.assignments);
  const { locale, tenant } = context;
  const href = (cell: GridCell) =>
    heatmapHref(`/t/${tenant.slug}/heatmap`, {
      organizationId: organization.id,
      opened: null,
      sort: null,
      table: false,
      party: partyKey(cell.party),
    });
  return (
    <Section title={t("grid.title")} aside={<p className={styles["soft"]}>{t("grid.note")}</p>}>
      <TableFrame label={t("grid.title")}>
        <table className={styles["grid"]}>
          <thead>
            <tr>
              <th scope="col">{t("grid.unit")}</th>
              {responsibilityDomains.map((domain) => (
                <th key={domain} scope="col">
                  {domainTitles[domain][locale]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.nodeId}>
                <th scope="row" data-depth={Math.min(row.depth, 8)}>
                  {row.name}
                </th>
                {row.cells.map((cell) => (
                  <td
                    key={cell.domain}
                    data-kind={cell.party.kind}
                    data-inherited={cell.inheritedFrom !== null}
                    title={cell.inheritedFrom === null ? undefined : t("grid.from", { place: cell.inheritedFrom })}
                  >
                    <Link href={href(cell)}>
                      {cell.party.kind === "unassigned" ? (
                        <>
                          <span aria-hidden="true">–</span>
                          <span className="visually-hidden">{name(cell.party)}</span>
                        </>
                      ) : (
                        name(cell.party)
                      )}
                    </Link>
                    {cell.inheritedFrom !== null && (
                      <span className="visually-hidden"> {t("grid.from", { place: cell.inheritedFrom })}</span>
                    )}
                    {cell.exceptions > 0 && (
                      <span className={styles["exceptions"]}>{t("grid.exceptions", { count: cell.exceptions })}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {left > 0 && <p className={styles["soft"]}>{t("grid.left", { count: left })}</p>}
    </Section>
  );
}
