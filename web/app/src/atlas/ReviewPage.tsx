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
import { type About, allJourneysQuery, attentionQuery } from "./api";
import { BulkBar } from "./BulkBar";
import classes from "./Review.module.css";
import { ReviewTable } from "./ReviewTable";

export function ReviewPage() {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/journeys/review" });
  const { journey, why } = useSearch({ from: "/shell/journeys/review" });
  const mayEdit = useMay("editor");
  const journeys = useQuery(allJourneysQuery);
  const attention = useInfiniteQuery(attentionQuery(journey, why));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = attention.data ?? [];
  const selected = shown.filter((item) => chosen.has(item.touchpoint_id));

  return (
    <Page width="wide" title={t("attention.title")} lead={t("attention.lead")}>
      <div className={classes.filters}>
        <SegmentedControl
          aria-label={t("attention.show")}
          value={why ?? "all"}
          onChange={(value) =>
            void navigate({
              search: (old) => ({ ...old, why: value === "all" ? undefined : (value as About) }),
              replace: true,
            })
          }
          data={[
            { value: "all", label: t("attention.all") },
            { value: "stale", label: t("attention.stale") },
            { value: "without_owner", label: t("attention.owner") },
          ]}
        />
        <NativeSelect
          aria-label={t("attention.journey")}
          value={journey ?? ""}
          onChange={(event) => {
            const id = event.currentTarget.value || undefined;
            void navigate({ search: (old) => ({ ...old, journey: id }), replace: true });
          }}
          data={[
            { value: "", label: t("attention.journey.all") },
            ...(journeys.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <View query={attention}>
        {() =>
          shown.length === 0 ? (
            <Empty title={t("attention.nothing.title")} text={t("attention.nothing.text")} />
          ) : (
            <>
              <ReviewTable
                items={shown}
                chosen={mayEdit ? chosen : undefined}
                onChoose={setChosen}
              />
              <LoadMore query={attention} />
              {selected.length > 0 && (
                <BulkBar
                  selected={selected}
                  // What was chosen while the server answered stays chosen.
                  onDone={(done) =>
                    setChosen(
                      (old) =>
                        new Set(
                          [...old].filter((id) => !done.some((one) => one.touchpoint_id === id)),
                        ),
                    )
                  }
                />
              )}
            </>
          )
        }
      </View>
    </Page>
  );
}
