/** Background work that failed for good: why, and the choice to try it again or discard it. */
import { Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { Confirm } from "../ui/Confirm";
import { View } from "../ui/States";
import classes from "./Settings.module.css";

export function DeadJobs() {
  const { t, n, format } = useI18n();
  const client = useQueryClient();
  const jobs = useQuery({
    queryKey: keys.deadJobs,
    queryFn: ({ signal }) => call(http.GET("/api/v1/jobs/dead", { signal })),
  });
  const refresh = () => client.invalidateQueries({ queryKey: keys.system });
  const retry = useMutation({
    mutationFn: (id: string) =>
      call(http.POST("/api/v1/jobs/{id}/retry", { params: { path: { id } } })),
    onSuccess: refresh,
  });
  const discard = useMutation({
    mutationFn: (id: string) =>
      call(http.DELETE("/api/v1/jobs/{id}", { params: { path: { id } } })),
    onSuccess: refresh,
  });
  return (
    <View query={jobs}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={classes.sub}>{t("system.dead.none")}</p>
        ) : (
          <ul className={classes.rows}>
            {items.map((job) => (
              <li key={job.id}>
                <div className={classes.main}>
                  <div className={classes.name}>{job.kind}</div>
                  <div>{job.error}</div>
                  <div className={classes.sub}>
                    {n("system.dead.attempts", job.attempts)} · {format.dateTime(job.failed_at)}
                  </div>
                </div>
                <Group gap="xs">
                  <Button size="compact-sm" variant="default" onClick={() => retry.mutate(job.id)}>
                    {t("system.dead.retry")}
                  </Button>
                  <Confirm
                    question={t("system.dead.delete.question")}
                    verb={t("system.dead.delete")}
                    onConfirm={() => discard.mutate(job.id)}
                  >
                    {(open) => (
                      <Button size="compact-sm" variant="subtle" color="gray" onClick={open}>
                        {t("system.dead.delete")}
                      </Button>
                    )}
                  </Confirm>
                </Group>
              </li>
            ))}
          </ul>
        )
      }
    </View>
  );
}
