/** Keyset-paged lists: one hook, one button. */
import { Button, Group } from "@mantine/core";
import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { useI18n } from "../i18n";

interface Page<T> {
  items: T[];
  next?: string | null;
}

/** All pages read so far as one list, shaped like a query so that `View` takes it. */
export function usePaged<T>(
  queryKey: QueryKey,
  read: (cursor: string | undefined) => Promise<Page<T>>,
) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
}

export function LoadMore(props: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  const { t } = useI18n();
  if (!props.query.hasNextPage) return null;
  return (
    <Group justify="center" mt="md">
      <Button
        variant="default"
        loading={props.query.isFetchingNextPage}
        onClick={() => void props.query.fetchNextPage()}
      >
        {t("common.load_more")}
      </Button>
    </Group>
  );
}
