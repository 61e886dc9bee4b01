import { PageBody, Skeleton } from "@sekinin/ui";

export default function HeatmapLoading() {
  return (
    <PageBody>
      <Skeleton rows={14} columns={9} />
    </PageBody>
  );
}
