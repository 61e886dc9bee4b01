import { ForbiddenState } from "../shell/not-found-state.tsx";
import { Shell } from "../shell/shell.tsx";

export default function Forbidden() {
  return (
    <Shell>
      <ForbiddenState />
    </Shell>
  );
}
