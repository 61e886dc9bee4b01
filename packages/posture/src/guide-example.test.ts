import { readFileSync } from "node:fs";
import { controls, severityWeights } from "@sekinin/responsibility";
import { describe, expect, test } from "vitest";
import { accountCauses, type DutyChange } from "./account-causes.ts";
import { changeCauses } from "./changes.ts";
import { sumControls } from "./control-sums.ts";
import { explainChange } from "./explain-change.ts";
import { cellOf, type ScoredDuty, sumDuties } from "./sums.ts";
import { worthDoing } from "./worth-doing.ts";

const domain = "data-protection";
type GuideDuty = ScoredDuty & { readonly controlId: string; readonly region: string };

describe.each(["en", "ja"])("the worked example of the guide (%s)", (language) => {
  const guide = readFileSync(
    new URL(`../../../docs/guide/${language}/how-the-score-is-made.md`, import.meta.url),
    "utf8",
  );

  /** Cells of the table after a mark, without its head. */
  function table(name: string): readonly string[][] {
    const lines = (guide.split(`<!-- example: ${name} -->\n`)[1] ?? "").split("\n");
    const end = lines.findIndex((line) => !line.startsWith("|"));
    return lines.slice(2, end).map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
  }

  function duties(name: string): readonly (GuideDuty & { readonly shown: readonly string[] })[] {
    return table(name)
      .slice(0, -1)
      .map(([controlId = "", region = "", , passed, failed, unknown, ...shown]) => {
        const control = controls.find(({ id }) => id === controlId);
        if (control === undefined) throw new Error(`no control ${controlId}`);
        expect(control.domain).toBe(domain);
        const { severity } = control;
        const counts = { passed: Number(passed), failed: Number(failed), unknown: Number(unknown) };
        return { controlId, region, domain, severity, ...counts, shown };
      });
  }

  const share = (part: number, whole: number, digits = 2) => `${((part / whole) * 100).toFixed(digits)} ?%`;

  test.each(["monday", "tuesday"])("has the right figures in each row and sum of %s", (name) => {
    const rows = duties(name);
    expect(rows).toHaveLength(6);
    for (const { severity, passed, failed, unknown, shown } of rows) {
      const w = severityWeights[severity];
      const k = (passed + failed) / (passed + failed + unknown);
      const m = passed + failed === 0 ? null : passed / (passed + failed);
      const [shownK, shownM, ...rest] = shown;
      expect(Number(shownK)).toBeCloseTo(k, 9);
      if (m === null) expect(shownM).toBe("–");
      else expect(Number(shownM)).toBeCloseTo(m, 9);
      expect(rest.map(Number)).toEqual([w, expect.closeTo(w * k, 9), expect.closeTo(w * k * (m ?? 0), 9)]);
    }
    const { total, known, met } = sumDuties(rows)[domain];
    const sums = table(name).at(-1)?.slice(-3).map(Number);
    expect(sums).toEqual([expect.closeTo(total, 5), expect.closeTo(known, 5), expect.closeTo(met, 5)]);
    const cell = cellOf(sumDuties(rows)[domain]);
    expect(guide).toMatch(new RegExp(`\\*\\*${share(cell.score ?? 0, 1)}\\*\\*`));
    expect(guide).toMatch(new RegExp(`\\*\\*${share(cell.knownShare ?? 0, 1)}\\*\\*`));
  });

  test("says what is most worth doing", () => {
    const catalogue = controls.map(({ id, domain: of }) => ({ id, domain: of }));
    const sums = sumControls(duties("monday"), catalogue);
    expect(table("worth")).toEqual(
      worthDoing(sums).map(({ controlId, gain }) => {
        const sum = sums[controlId];
        const missing = (sum?.known ?? 0) - (sum?.met ?? 0);
        return [controlId, String(Number(missing.toFixed(5))), (gain * 100).toFixed(2)];
      }),
    );
  });

  test("tells the causes apart as the product does, and their parts add up", () => {
    const before = duties("monday");
    const after = duties("tuesday");
    const changes = before.map(({ controlId, region }, index): DutyChange => {
      expect(after[index]).toMatchObject({ controlId, region });
      return { controlId, region, before: before[index] ?? null, after: after[index] ?? null };
    });
    const ids = new Set(controls.map(({ id }) => id));
    const causes = accountCauses(changes, { before: ids, after: ids });
    const byCause = Object.fromEntries(
      changeCauses.flatMap((cause) => {
        const part = causes[cause]?.[domain];
        return part === undefined ? [] : [[cause, part]];
      }),
    );
    const parts = explainChange(sumDuties(before)[domain], sumDuties(after)[domain], byCause);
    const rows = table("causes").map(([, known, met, points]) => [Number(known), Number(met), points]);
    expect(rows.slice(0, -1)).toEqual(
      parts.map(({ cause, score }) => [
        expect.closeTo(byCause[cause]?.known ?? 0, 5),
        expect.closeTo(byCause[cause]?.met ?? 0, 5),
        (score * 100).toFixed(2),
      ]),
    );
    const change = (cellOf(sumDuties(after)[domain]).score ?? 0) - (cellOf(sumDuties(before)[domain]).score ?? 0);
    expect(rows.at(-1)?.[2]).toBe((change * 100).toFixed(2));
    expect(parts.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(change, 12);
    expect(rows.slice(0, -1).reduce((sum, [, , points]) => sum + Number(points), 0)).toBeCloseTo(change * 100, 2);
  });
});
