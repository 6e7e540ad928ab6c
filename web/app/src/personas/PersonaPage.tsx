/** One persona on one page, as one would pin it to the wall; edited where it stands. */
import { Button, Menu } from "@mantine/core";
import { IconArrowLeft, IconDots, IconPrinter, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { asProblem } from "../api/problem";
import type { Persona } from "../api/types";
import { useI18n } from "../i18n";
import { useMay } from "../session/session";
import { usePageTitle } from "../shell/title";
import { LinkButton } from "../ui/LinkButton";
import { SavedMark } from "../ui/SavedMark";
import { Empty, View } from "../ui/States";
import { Channels } from "./Channels";
import { InPlaceLines, InPlaceText } from "./InPlace";
import { PersonaJourneys } from "./PersonaJourneys";
import classes from "./PersonaPage.module.css";
import { PictureBox } from "./PictureBox";
import { Portrait } from "./Portrait";
import { personaQuery } from "./queries";
import { useDeletePersona, usePersonaDraft } from "./usePersona";

function Part(props: { title: string; tone?: "good" | "bad"; children: ReactNode }) {
  return (
    <section className={classes.part} data-tone={props.tone}>
      <h2 className={classes.heading}>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Poster({ persona, isNew }: { persona: Persona; isNew: boolean }) {
  const { t } = useI18n();
  const readOnly = !useMay("editor");
  const { shown, save, edit, retry } = usePersonaDraft(persona);
  const remove = useDeletePersona();
  usePageTitle(shown.name);
  return (
    <article className={classes.page}>
      <div className={classes.bar}>
        <Link to="/personas" className={classes.back}>
          <IconArrowLeft size={16} aria-hidden="true" /> {t("personas.all")}
        </Link>
        <span className={classes.saved}>
          <SavedMark state={save} />
          {save === "failed" && (
            <Button size="compact-sm" variant="default" onClick={retry}>
              {t("common.retry")}
            </Button>
          )}
        </span>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {t("personas.print")}
        </Button>
        {!readOnly && (
          <Menu>
            <Menu.Target>
              <Button
                size="compact-md"
                variant="default"
                aria-label={t("common.actions_of", { name: shown.name })}
              >
                <IconDots size={16} aria-hidden="true" />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => remove.mutate(shown)}>
                {t("personas.delete")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <div className={classes.poster}>
        <div className={classes.side}>
          {readOnly ? (
            <Portrait persona={shown} size="poster" />
          ) : (
            <PictureBox persona={shown} onChange={(picture) => edit({ picture })} />
          )}
          <Part title={t("personas.segment")}>
            <InPlaceText
              label={t("personas.segment")}
              placeholder={t("personas.segment.example")}
              value={shown.segment}
              readOnly={readOnly}
              onChange={(segment) => edit({ segment })}
            />
          </Part>
          <Part title={t("personas.channels")}>
            <Channels
              channels={shown.channels}
              readOnly={readOnly}
              onChange={(channels) => edit({ channels })}
            />
          </Part>
        </div>
        <div className={classes.main}>
          <h1 className="visually-hidden">{shown.name}</h1>
          <InPlaceText
            label={t("personas.name")}
            placeholder={t("personas.name.example")}
            look="title"
            value={shown.name}
            maxLength={200}
            oneLine
            selected={isNew}
            readOnly={readOnly}
            onChange={(name) => edit({ name })}
          />
          <Part title={t("personas.summary")}>
            <InPlaceText
              label={t("personas.summary")}
              placeholder={t("personas.summary.example")}
              look="story"
              value={shown.summary}
              readOnly={readOnly}
              onChange={(summary) => edit({ summary })}
            />
          </Part>
          <Part title={t("personas.quotes")}>
            <InPlaceLines
              label={t("personas.quotes")}
              placeholder={t("personas.quotes.example")}
              look="quotes"
              lines={shown.quotes}
              readOnly={readOnly}
              onChange={(quotes) => edit({ quotes })}
            />
          </Part>
          <div className={classes.pair}>
            <Part title={t("personas.goals")} tone="good">
              <InPlaceLines
                label={t("personas.goals")}
                placeholder={t("personas.goals.example")}
                lines={shown.goals}
                readOnly={readOnly}
                onChange={(goals) => edit({ goals })}
              />
            </Part>
            <Part title={t("personas.frustrations")} tone="bad">
              <InPlaceLines
                label={t("personas.frustrations")}
                placeholder={t("personas.frustrations.example")}
                lines={shown.frustrations}
                readOnly={readOnly}
                onChange={(frustrations) => edit({ frustrations })}
              />
            </Part>
          </div>
          <Part title={t("personas.journeys")}>
            <PersonaJourneys persona={persona} mayDraw={!readOnly} />
          </Part>
        </div>
      </div>
    </article>
  );
}

export function PersonaPage() {
  const { t } = useI18n();
  const { id } = useParams({ from: "/shell/personas/$id" });
  const { new: isNew } = useSearch({ from: "/shell/personas/$id" });
  const query = useQuery(personaQuery(id));
  if (query.isError && asProblem(query.error).status === 404) {
    return (
      <Empty
        title={t("personas.missing.title")}
        text={t("personas.missing.text")}
        action={<LinkButton to="/personas">{t("personas.all")}</LinkButton>}
      />
    );
  }
  return (
    <View query={query}>
      {(persona) => <Poster key={persona.id} persona={persona} isNew={isNew === true} />}
    </View>
  );
}
