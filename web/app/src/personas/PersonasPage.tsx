/** The personas, and one of them being edited. */
import { Button } from "@mantine/core";
import { IconPencil, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Persona } from "../api/types";
import { useI18n } from "../i18n";
import { useMay } from "../session/session";
import { Page } from "../ui/Page";
import { Empty, View } from "../ui/States";
import { PersonaForm } from "./PersonaForm";
import classes from "./PersonasPage.module.css";
import { personasQuery } from "./queries";

/** `?persona=new` opens the form of a new one. */
const NEW = "new";

function Lines(props: { title: string; lines: string[] }) {
  if (props.lines.length === 0) return null;
  return (
    <div>
      <h3 className={classes.linesTitle}>{props.title}</h3>
      <ul className={classes.lines}>
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Card(props: { persona: Persona; onEdit?: () => void }) {
  const { t } = useI18n();
  const { persona } = props;
  return (
    <li className={classes.card}>
      <div className={classes.avatar} aria-hidden="true">
        {persona.name.charAt(0).toLocaleUpperCase()}
      </div>
      <div className={classes.body}>
        <div className={classes.head}>
          <h2 className={classes.name}>{persona.name}</h2>
          {props.onEdit && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPencil size={14} />}
              aria-label={t("personas.edit", { name: persona.name })}
              onClick={props.onEdit}
            >
              {t("common.edit")}
            </Button>
          )}
        </div>
        {persona.summary && <p className={classes.summary}>{persona.summary}</p>}
        <div className={classes.columns}>
          <Lines title={t("personas.goals")} lines={persona.goals} />
          <Lines title={t("personas.frustrations")} lines={persona.frustrations} />
        </div>
      </div>
    </li>
  );
}

export function PersonasPage() {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/personas" });
  const { persona: edited } = useSearch({ from: "/shell/personas" });
  const mayEdit = useMay("editor");
  const personas = useQuery(personasQuery);
  const open = (persona: string | undefined) => void navigate({ search: { persona } });
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => open(NEW)}>
      {t("personas.new")}
    </Button>
  );
  return (
    <Page
      title={t("personas.title")}
      lead={t("personas.lead")}
      actions={mayEdit && (personas.data?.length ?? 0) > 0 && create}
    >
      <View query={personas}>
        {(items) => {
          const persona = items.find((item) => item.id === edited);
          return (
            <>
              {items.length === 0 ? (
                <Empty
                  title={t("personas.first.title")}
                  text={t("personas.first.text")}
                  action={mayEdit && create}
                />
              ) : (
                <ul className={classes.list}>
                  {items.map((item) => (
                    <Card
                      key={item.id}
                      persona={item}
                      onEdit={mayEdit ? () => open(item.id) : undefined}
                    />
                  ))}
                </ul>
              )}
              {mayEdit && (persona || edited === NEW) && (
                <PersonaForm persona={persona} onClose={() => open(undefined)} />
              )}
            </>
          );
        }}
      </View>
    </Page>
  );
}
