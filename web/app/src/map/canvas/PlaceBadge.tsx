/** What others do and say at a card or cell; its code comes with the first mark there is. */
import { lazy, Suspense } from "react";

const Badge = lazy(() => import("../../together/Badge").then((m) => ({ default: m.Badge })));

export function PlaceBadge(props: { mark: string; touchpoint: string; lane?: string }) {
  return (
    <Suspense fallback={null}>
      <Badge {...props} />
    </Suspense>
  );
}
