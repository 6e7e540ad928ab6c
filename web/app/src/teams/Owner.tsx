/** In a touchpoint's panel: which team answers for it, and whether one follows it oneself. */
import { Anchor, Button, Select, TextInput } from "@mantine/core";
import { IconBell, IconBellFilled } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, http } from "../api/client";
import type { Touchpoint } from "../api/types";
import { useI18n } from "../i18n";
import { useMap } from "../map/context";
import { teamKeys, teamsQuery, watchersQuery } from "./queries";
import classes from "./Teams.module.css";

function Watch({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t, n } = useI18n();
  const client = useQueryClient();
  const { id } = touchpoint;
  const watchers = useQuery(watchersQuery(id));
  const watching = watchers.data?.watching ?? false;
  const change = useMutation({
    mutationFn: () => {
      const params = { path: { id } };
      const path = "/api/v1/touchpoints/{id}/watch";
      return call(watching ? http.DELETE(path, { params }) : http.PUT(path, { params }));
    },
    onSuccess: (now) => client.setQueryData(teamKeys.watchers(id), now),
  });
  if (!watchers.data) return null;
  const { items } = watchers.data;
  return (
    <div className={classes.watch}>
      <Button
        size="compact-sm"
        variant={watching ? "light" : "default"}
        aria-pressed={watching}
        leftSection={watching ? <IconBellFilled size={14} /> : <IconBell size={14} />}
        onClick={() => change.mutate()}
      >
        {t(watching ? "watch.unfollow" : "watch.follow")}
      </Button>
      {items.length > 0 && (
        <span className={classes.muted} title={items.map(({ name }) => name).join(", ")}>
          {n("watch.count", items.length)}
        </span>
      )}
    </div>
  );
}

export function Owner({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t } = useI18n();
  const { editable, edits } = useMap();
  const { owning_team: named } = touchpoint;
  const read = useQuery(teamsQuery).data;
  const teams = read ?? [];
  const team = teams.find(({ name }) => name === named);
  const data = teams.map(({ name }) => ({ value: name, label: name }));
  // A map may name a team that is none here: the text stays until another is chosen.
  if (named && !team)
    data.push({ value: named, label: read ? t("owner.text", { name: named }) : named });
  // Just drawn, the server does not know it yet.
  const drawn = touchpoint.id.startsWith("tch_");
  return (
    <div className={classes.owner}>
      {editable ? (
        <Select
          label={t("owner.label")}
          placeholder={t("owner.none")}
          clearable
          searchable={data.length > 8}
          data={data}
          value={named || null}
          onChange={(name) => edits.change(touchpoint, { owning_team: name ?? "" })}
        />
      ) : (
        <TextInput label={t("owner.label")} readOnly value={named || t("owner.none")} />
      )}
      {team && (
        <Anchor component={Link} to={`/teams/${team.id}`} fz="sm">
          {t("owner.see", { name: team.name })}
        </Anchor>
      )}
      {drawn && <Watch touchpoint={touchpoint} />}
    </div>
  );
}
