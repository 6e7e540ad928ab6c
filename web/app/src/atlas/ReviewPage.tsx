/** What nobody answers for or read again, over all journeys; given to a team or marked in bulk. */
import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useI18n } from "../i18n";
import { useMay } from "../session/session";
import { Page } from "../ui/Page";
import { LoadMore } from "../ui/paging";
import { Empty, View } from "../ui/States";
import { type Attention, allJourneysQuery, attentionQuery } from "./api";
import { BulkBar } from "./BulkBar";
import classes from "./Review.module.css";
import { ReviewTable } from "./ReviewTable";

type Why = "stale" | "owner";

function wanted(items: Attention[], why: Why | undefined): Attention[] {
  if (why === "stale") return items.filter((item) => item.stale);
  if (why === "owner") return items.filter((item) => item.owning_team === "");
  return items;
}

export function ReviewPage() {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/journeys/review" });
  const { journey, why } = useSearch({ from: "/shell/journeys/review" });
  const mayEdit = useMay("editor");
  const journeys = useQuery(allJourneysQuery);
  const attention = useInfiniteQuery(attentionQuery(journey));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = wanted(attention.data ?? [], why);
  const selected = shown.filter((item) => chosen.has(item.touchpoint_id));

  return (
    <Page width="wide" title={t("review.title")} lead={t("review.lead")}>
      <div className={classes.filters}>
        <SegmentedControl
          aria-label={t("review.show")}
          value={why ?? "all"}
          onChange={(value) =>
            void navigate({
              search: (old) => ({ ...old, why: value === "all" ? undefined : (value as Why) }),
              replace: true,
            })
          }
          data={[
            { value: "all", label: t("review.all") },
            { value: "stale", label: t("review.stale") },
            { value: "owner", label: t("review.owner") },
          ]}
        />
        <NativeSelect
          aria-label={t("review.journey")}
          value={journey ?? ""}
          onChange={(event) => {
            const id = event.currentTarget.value || undefined;
            void navigate({ search: (old) => ({ ...old, journey: id }), replace: true });
          }}
          data={[
            { value: "", label: t("review.journey.all") },
            ...(journeys.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <View query={attention}>
        {() =>
          shown.length === 0 && !attention.hasNextPage ? (
            <Empty title={t("review.nothing.title")} text={t("review.nothing.text")} />
          ) : (
            <>
              <ReviewTable
                items={shown}
                chosen={mayEdit ? chosen : undefined}
                onChoose={setChosen}
              />
              <LoadMore query={attention} />
              {selected.length > 0 && (
                <BulkBar selected={selected} onDone={() => setChosen(new Set())} />
              )}
            </>
          )
        }
      </View>
    </Page>
  );
}
