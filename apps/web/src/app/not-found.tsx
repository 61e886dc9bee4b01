import { NotFoundState } from "../shell/not-found-state.tsx";
import { Shell } from "../shell/shell.tsx";

export default function NotFound() {
  return (
    <Shell>
      <NotFoundState />
    </Shell>
  );
}
