/** Who may sign in, with which role. */
import { ActionIcon, Badge, Button, Menu, NativeSelect } from "@mantine/core";
import { IconDots, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Role, User } from "../api/types";
import { useI18n } from "../i18n";
import { useUser } from "../session/session";
import { Invitations } from "../teams/Invitations";
import { Invite, type Invited } from "../teams/Invite";
import { teamKeys } from "../teams/queries";
import { Page } from "../ui/Page";
import { View } from "../ui/States";
import { OneTimeLink } from "./OneTimeLink";
import { rolesFor } from "./roles";
import classes from "./Settings.module.css";

function UserRow(props: {
  user: User;
  onChange: (changes: { role?: Role; disabled?: boolean }) => void;
  onLink: () => void;
}) {
  const { t, format } = useI18n();
  const me = useUser();
  const { user } = props;
  const roles = rolesFor(me);
  const self = user.id === me.id;
  // Nobody changes their own role, nor that of someone above them.
  const mayChange = !self && roles.includes(user.role);
  return (
    <li>
      <div className={classes.main}>
        <div>
          <span className={classes.name}>{user.name}</span>{" "}
          {self && <span className={classes.sub}>({t("users.you")})</span>}{" "}
          {user.disabled && (
            <Badge variant="light" color="gray" tt="none">
              {t("users.disabled")}
            </Badge>
          )}
        </div>
        <div className={classes.sub}>
          {user.email} ·{" "}
          {user.last_seen_at
            ? t("users.last_seen", { when: format.ago(user.last_seen_at) })
            : t("users.never_seen")}
        </div>
      </div>
      {mayChange ? (
        <>
          <NativeSelect
            size="xs"
            aria-label={`${t("users.role")}, ${user.name}`}
            value={user.role}
            data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            onChange={(event) => props.onChange({ role: event.currentTarget.value as Role })}
          />
          <Menu>
            <Menu.Target>
              <ActionIcon aria-label={t("common.actions_of", { name: user.name })}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={props.onLink}>{t("users.new_link")}</Menu.Item>
              <Menu.Item onClick={() => props.onChange({ disabled: !user.disabled })}>
                {t(user.disabled ? "users.enable" : "users.disable")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      ) : (
        <span>{t(`role.${user.role}`)}</span>
      )}
    </li>
  );
}

export function UsersPage() {
  const { t } = useI18n();
  const client = useQueryClient();
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<{ title: string; text: string; link: string } | null>(null);
  const users = useQuery({
    queryKey: keys.users,
    queryFn: ({ signal }) => call(http.GET("/api/v1/users", { signal })),
  });
  const invited = (made: Invited) => {
    setInviting(false);
    const title = t("invitations.link.title", { email: made.invitation.email });
    setLink({ title, text: t("invitations.link.text"), link: made.link });
    void client.invalidateQueries({ queryKey: teamKeys.invitations });
  };
  const refresh = () => client.invalidateQueries({ queryKey: keys.users });
  const change = useMutation({
    mutationFn: ({ id, ...body }: { id: string; role?: Role; disabled?: boolean }) =>
      call(http.PATCH("/api/v1/users/{id}", { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
  const newLink = useMutation({
    mutationFn: (user: User) =>
      call(http.POST("/api/v1/users/{id}/link", { params: { path: { id: user.id } } })),
    onSuccess: (made, { name }) =>
      setLink({
        title: t("users.link.title", { name }),
        text: t("users.link.text"),
        link: made.link,
      }),
  });
  return (
    <Page
      title={t("settings.users")}
      lead={t("users.lead")}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setInviting(true)}>
          {t("users.new")}
        </Button>
      }
    >
      <Invitations onInvited={invited} />
      <View query={users}>
        {({ items }) => (
          <ul className={classes.rows}>
            {items.map((user) => (
              <UserRow
                key={user.id}
                user={user}
                onChange={(changes) => change.mutate({ id: user.id, ...changes })}
                onLink={() => newLink.mutate(user)}
              />
            ))}
          </ul>
        )}
      </View>
      {inviting && <Invite onClose={() => setInviting(false)} onInvited={invited} />}
      {link && <OneTimeLink {...link} onClose={() => setLink(null)} />}
    </Page>
  );
}
