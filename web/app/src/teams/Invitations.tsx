/** Who was invited and has not come yet: a new link for them, or none any more. */
import { Badge, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { useI18n } from "../i18n";
import classes from "../settings/Settings.module.css";
import { Confirm } from "../ui/Confirm";
import { Section } from "../ui/Page";
import { type Invited, useInvite } from "./Invite";
import { type Invitation, invitationsQuery, teamKeys, teamsQuery } from "./queries";
import own from "./Teams.module.css";

function InvitationRow(props: {
  invitation: Invitation;
  teams: string;
  onAgain: () => void;
  onRevoke: () => void;
}) {
  const { t, format } = useI18n();
  const { invitation } = props;
  const { email, role, state, invited_by: name } = invitation;
  const told = [
    t(`role.${role}`),
    props.teams,
    t("invitations.by", { name, when: format.ago(invitation.created_at) }),
    state === "pending" && t("invitations.until", { date: format.date(invitation.expires_at) }),
  ];
  return (
    <li>
      <div className={classes.main}>
        <div>
          <span className={classes.name}>{email}</span>{" "}
          {state === "expired" && (
            <Badge variant="light" color="gray" tt="none">
              {t("invitations.expired")}
            </Badge>
          )}
        </div>
        <div className={classes.sub}>{told.filter(Boolean).join(" · ")}</div>
      </div>
      <Button variant="default" size="compact-sm" onClick={props.onAgain}>
        {t("invitations.again")}
      </Button>
      <Confirm
        question={t("invitations.revoke.question", { email })}
        consequence={t("invitations.revoke.consequence")}
        verb={t("invitations.revoke")}
        onConfirm={props.onRevoke}
      >
        {(open) => (
          <Button variant="default" size="compact-sm" onClick={open}>
            {t("invitations.revoke")}
          </Button>
        )}
      </Confirm>
    </li>
  );
}

export function Invitations(props: { onInvited: (made: Invited) => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const invitations = useQuery(invitationsQuery);
  const teams = useQuery(teamsQuery);
  const again = useInvite(props.onInvited);
  const revoke = useMutation({
    mutationFn: (id: string) =>
      call(http.DELETE("/api/v1/invitations/{id}", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: teamKeys.invitations }),
  });
  const items = invitations.data ?? [];
  if (items.length === 0) return null;
  const named = (ids: readonly string[]) =>
    (teams.data ?? [])
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(", ");
  return (
    <div className={own.pending}>
      <Section title={t("invitations.title")}>
        <ul className={classes.rows}>
          {items.map((invitation) => (
            <InvitationRow
              key={invitation.id}
              invitation={invitation}
              teams={named(invitation.team_ids)}
              onAgain={() => {
                const { email, role, language, team_ids } = invitation;
                // A team that is gone since is left out.
                const known = team_ids.filter((id) => teams.data?.some((team) => team.id === id));
                again.mutate({ email, role, language, team_ids: known });
              }}
              onRevoke={() => revoke.mutate(invitation.id)}
            />
          ))}
        </ul>
      </Section>
    </div>
  );
}
