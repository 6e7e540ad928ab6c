/** Saved views: opened from a menu, saved under a name. */
import { ActionIcon, Button, Menu, Popover } from "@mantine/core";
import { IconBookmark, IconChevronDown, IconPencil, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useI18n } from "../../i18n";
import { useMay, useUser } from "../../session/session";
import { toast } from "../../ui/toasts";
import { useReality } from "../context";
import { Form } from "./Form";
import {
  type SavedView,
  savedViewsQuery,
  useChangeView,
  useForgetView,
  useSaveView,
} from "./queries";
import classes from "./Saved.module.css";
import { isSame } from "./same";

/** What the form is for: a new view, or one to be renamed. */
type Writing = { view: SavedView | null } | null;

export function Saved() {
  const { t } = useI18n();
  const { search, journey, open } = useReality();
  const me = useUser();
  const isAdmin = useMay("admin");
  const views = useQuery(savedViewsQuery);
  const save = useSaveView();
  const change = useChangeView();
  const forget = useForgetView();
  const [writing, setWriting] = useState<Writing>(null);
  const all = views.data ?? [];
  // The journey stands in what is saved, chosen or not.
  const here = { ...search, journey: journey.id };
  const current = all.find((view) => isSame(view.search, here));
  const mayChange = (view: SavedView) => view.owner.id === me.id || (view.shared && isAdmin);
  const close = () => {
    setWriting(null);
    save.reset();
    change.reset();
  };
  const onSave = (name: string, shared: boolean) => {
    const view = writing?.view;
    const done = { onSuccess: close };
    if (view) change.mutate({ id: view.id, name, shared }, done);
    else save.mutate({ name, shared, search: here }, done);
  };
  const remove = (view: SavedView) =>
    forget.mutate(view.id, {
      onSuccess: () =>
        toast({
          text: t("common.deleted", { name: view.name }),
          action: {
            label: t("common.undo"),
            run: () => save.mutate({ name: view.name, shared: view.shared, search: view.search }),
          },
        }),
    });
  const lists = [
    { label: t("saved.mine"), views: all.filter((view) => view.owner.id === me.id) },
    { label: t("saved.others"), views: all.filter((view) => view.owner.id !== me.id) },
  ].filter((list) => list.views.length > 0);
  return (
    <Popover
      opened={writing !== null}
      onChange={(opened) => !opened && close()}
      position="bottom-end"
      width={320}
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span className={classes.saved}>
          <Menu position="bottom-end" width={300}>
            <Menu.Target>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconBookmark size={14} />}
                rightSection={<IconChevronDown size={14} />}
              >
                {current?.name ?? t("saved.title")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah="60vh" style={{ overflowY: "auto" }}>
              <Menu.Item onClick={() => setWriting({ view: null })}>{t("saved.save")}</Menu.Item>
              {lists.map((list) => (
                <div key={list.label}>
                  <Menu.Divider />
                  <Menu.Label>{list.label}</Menu.Label>
                  {list.views.map((view) => (
                    <div key={view.id} className={classes.row}>
                      <Menu.Item
                        className={classes.open}
                        aria-current={view.id === current?.id || undefined}
                        onClick={() => open(view.search)}
                      >
                        {view.name}
                        {view.owner.id !== me.id && (
                          <span className={classes.quiet}> · {view.owner.name}</span>
                        )}
                        {view.owner.id === me.id && view.shared && (
                          <span className={classes.quiet}> · {t("saved.is_shared")}</span>
                        )}
                      </Menu.Item>
                      {mayChange(view) && (
                        <>
                          <ActionIcon
                            size="sm"
                            variant="subtle"
                            color="gray"
                            aria-label={t("saved.rename", { name: view.name })}
                            onClick={() => setWriting({ view })}
                          >
                            <IconPencil size={14} />
                          </ActionIcon>
                          <ActionIcon
                            size="sm"
                            variant="subtle"
                            color="gray"
                            aria-label={t("saved.delete", { name: view.name })}
                            onClick={() => remove(view)}
                          >
                            <IconTrash size={14} />
                          </ActionIcon>
                        </>
                      )}
                    </div>
                  ))}
                </div>
              ))}
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        {writing && (
          <Form
            name={writing.view?.name ?? ""}
            shared={writing.view?.shared ?? false}
            busy={save.isPending || change.isPending}
            error={save.error ?? change.error}
            onSave={onSave}
            onClose={close}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
