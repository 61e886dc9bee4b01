import { NotFoundState } from "../../../shell/not-found-state.tsx";

export default function NotFound() {
  return <NotFoundState />;
}
