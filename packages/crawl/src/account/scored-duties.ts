import type { ScoredDuty } from "@sekinin/posture";
import type { Control, DutyCounts } from "@sekinin/responsibility";

/** Gives each duty the domain and severity of its control; a duty of no known control is a bug and throws. */
export function scoredDuties(duties: readonly DutyCounts[], controls: readonly Control[]): readonly ScoredDuty[] {
  const byId = new Map(controls.map((control) => [control.id, control]));
  return duties.map(({ controlId, passed, failed, unknown }) => {
    const control = byId.get(controlId);
    if (control === undefined) throw new Error(`no control has the id \`${controlId}\``);
    return { domain: control.domain, severity: control.severity, passed, failed, unknown };
  });
}
