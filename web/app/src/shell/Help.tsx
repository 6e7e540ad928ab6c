/** The list of keys, read from what is registered right now. */
import { Kbd, Modal, Title } from "@mantine/core";
import { useI18n } from "../i18n";
import { type Action, useActionList } from "./actions";
import classes from "./Help.module.css";
import { useWritten } from "./useWritten";

function Keys({ keys }: { keys: string }) {
  const { t } = useI18n();
  const written = useWritten();
  return (
    <span className={classes.keys}>
      {keys.split("|").map((choice) => (
        <span key={choice} className={classes.choice}>
          {choice.split(" ").map((key, index) => (
            <span key={key}>
              {index > 0 && <span className={classes.then}> {t("keys.then")} </span>}
              <Kbd>{written(key)}</Kbd>
            </span>
          ))}
        </span>
      ))}
    </span>
  );
}

export function Help(props: { onClose: () => void }) {
  const { t } = useI18n();
  const actions = useActionList();
  const fixed: Pick<Action, "id" | "label" | "group" | "keys">[] = [
    { id: "palette", label: t("shell.palette"), group: "general", keys: "mod+k" },
    { id: "close", label: t("keys.close"), group: "general", keys: "Escape" },
  ];
  const groups = [
    { group: "go", title: t("keys.go") },
    { group: "map", title: t("keys.map") },
    { group: "draw", title: t("keys.draw") },
    { group: "general", title: t("keys.general") },
  ] as const;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("keys.title")}
      size="xl"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.groups}>
        {groups.map(({ group, title }) => {
          const rows = [...actions, ...fixed].filter((a) => a.group === group && a.keys);
          if (rows.length === 0) return null;
          return (
            <section key={group}>
              <Title order={3} mb="xs">
                {title}
              </Title>
              <dl className={classes.rows}>
                {rows.map((row) => (
                  <div key={row.id} className={classes.row}>
                    <dt>{row.label}</dt>
                    <dd>
                      <Keys keys={row.keys ?? ""} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}
