/** What one should know, newest first; opened, it is read. */
import { Button, Group } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { usePageTitle } from "../shell/title";
import { LinkButton } from "../ui/LinkButton";
import { Page } from "../ui/Page";
import { LoadMore } from "../ui/paging";
import { Empty, Failed, Loading, RowsSkeleton } from "../ui/States";
import { type Notice, noticesQuery } from "./queries";
import classes from "./together.module.css";

function Item({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t, format } = useI18n();
  return (
    <li>
      {/* Its address holds a search of its own. */}
      <Link
        to={notice.path}
        className={classes.notice}
        data-unread={notice.read_at ? undefined : true}
        onClick={onOpen}
      >
        <span className={classes.title}>{notice.title}</span>
        {!notice.read_at && <span className="visually-hidden"> ({t("notices.new")})</span>}
        {notice.excerpt && <p className={classes.excerpt}>{notice.excerpt}</p>}
        <time className={classes.when} dateTime={notice.created_at}>
          {format.ago(notice.created_at)}
        </time>
      </Link>
    </li>
  );
}

export function NoticesPage() {
  const { t } = useI18n();
  usePageTitle(t("notices.title"));
  const client = useQueryClient();
  const found = useInfiniteQuery(noticesQuery);
  const read = useMutation({
    mutationFn: (ids?: string[]) =>
      call(http.POST("/api/v1/notices/read", { body: ids ? { ids } : {} })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.notices }),
  });
  const notices = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const unread = found.data?.pages[0]?.unread ?? 0;
  return (
    <Page title={t("notices.title")}>
      <Group gap="xs" mb="md">
        <Button
          variant="default"
          disabled={unread === 0}
          loading={read.isPending}
          onClick={() => read.mutate(undefined)}
        >
          {t("notices.read_all")}
        </Button>
        <LinkButton to="/settings/notices" variant="subtle">
          {t("notices.settings")}
        </LinkButton>
      </Group>
      {found.isPending && (
        <Loading>
          <RowsSkeleton rows={5} height={64} />
        </Loading>
      )}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && notices.length === 0 && (
        <Empty title={t("notices.none")} text={t("notices.none.text")} />
      )}
      <ul className={classes.rows}>
        {notices.map((notice) => (
          <Item
            key={notice.id}
            notice={notice}
            onOpen={() => !notice.read_at && read.mutate([notice.id])}
          />
        ))}
      </ul>
      <LoadMore query={found} />
    </Page>
  );
}
