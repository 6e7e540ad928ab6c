/** What is said about the map: all of it, or about one place. */
import { Button, SegmentedControl, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useI18n } from "../i18n";
import { useMap } from "../map/context";
import { PanelFrame } from "../map/panel/Panel";
import { LoadMore } from "../ui/paging";
import { Empty, Failed, Loading } from "../ui/States";
import { Composer } from "./Composer";
import { type CommentState, threadsQuery, useCommenting } from "./queries";
import { ThreadItem } from "./ThreadItem";
import classes from "./together.module.css";
import { usePlaceName } from "./usePlaceName";

export function CommentsPanel() {
  const { t } = useI18n();
  const { journey, search, go } = useMap();
  const { about, lane, thread } = search;
  const [state, setState] = useState<CommentState>("open");
  // Each new comment begins with an empty page.
  const [sent, setSent] = useState(0);
  const commenting = useCommenting(journey.id);
  const found = useInfiniteQuery(threadsQuery(journey.id, state, about));
  const nameOf = usePlaceName();
  const threads = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const { say } = commenting;
  return (
    <PanelFrame
      title={t("together.comments")}
      notice={
        <Button
          size="compact-sm"
          variant="subtle"
          px={0}
          onClick={() => go({ panel: "activity", about: undefined, lane: undefined })}
        >
          {t("together.activity.see")}
        </Button>
      }
    >
      <Composer
        key={`${sent} ${about} ${lane}`}
        focus={about !== undefined && thread === undefined}
        label={t("together.about", { place: nameOf(about, lane).name })}
        send={t("together.send")}
        pending={say.isPending}
        error={say.error}
        onSend={(body) =>
          say.mutate(
            { body, touchpoint_id: about, field: lane ?? "" },
            {
              onSuccess: () => {
                setSent((count) => count + 1);
                setState("open");
              },
            },
          )
        }
      />
      <div className={classes.actions} style={{ marginBottom: "0.5rem" }}>
        <SegmentedControl
          size="xs"
          aria-label={t("together.which")}
          value={state}
          onChange={(chosen) => setState(chosen as CommentState)}
          data={[
            { value: "open", label: t("together.state.open") },
            { value: "resolved", label: t("together.state.resolved") },
          ]}
        />
        {about && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => go({ about: undefined, lane: undefined })}
          >
            {t("together.all")}
          </Button>
        )}
      </div>
      {found.isPending && (
        <Loading>
          <Skeleton height={72} mt="md" />
          <Skeleton height={72} mt="md" />
        </Loading>
      )}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && threads.length === 0 && (
        <Empty
          title={t(state === "open" ? "together.none" : "together.none.resolved")}
          text={state === "open" ? t("together.none.text") : undefined}
        />
      )}
      <ul className={classes.threads}>
        {threads.map((item) => (
          <ThreadItem
            key={item.id}
            thread={item}
            here={item.id === thread}
            commenting={commenting}
          />
        ))}
      </ul>
      <LoadMore query={found} />
    </PanelFrame>
  );
}
