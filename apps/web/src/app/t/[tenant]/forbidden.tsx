import { ForbiddenState } from "../../../shell/not-found-state.tsx";

export default function Forbidden() {
  return <ForbiddenState />;
}
