/** One persona on one page, as one would pin it to the wall; edited where it stands. */
import { Button, Menu } from "@mantine/core";
import { IconArrowLeft, IconDots, IconPrinter, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { asProblem } from "../api/problem";
import type { Language, Persona } from "../api/types";
import { useI18n } from "../i18n";
import { useMay } from "../session/session";
import { usePageTitle } from "../shell/title";
import { LinkButton } from "../ui/LinkButton";
import { SavedMark } from "../ui/SavedMark";
import { Empty, View } from "../ui/States";
import { Channels, isUsual } from "./Channels";
import { InPlaceLines, InPlaceText } from "./InPlace";
import { KnownBy } from "./KnownBy";
import { LanguageMenu } from "./LanguageMenu";
import { PersonaJourneys } from "./PersonaJourneys";
import classes from "./PersonaPage.module.css";
import { PictureBox } from "./PictureBox";
import { Portrait } from "./Portrait";
import { personaQuery } from "./queries";
import { TranslatedLines } from "./Translated";
import { useDeletePersona, usePersonaDraft } from "./usePersona";
import { type PersonaWords, usePersonaWords } from "./words";

function Part(props: { title: string; tone?: "good" | "bad"; children: ReactNode }) {
  return (
    <section className={classes.part} data-tone={props.tone} aria-label={props.title}>
      <h2 className={classes.heading}>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** Lines to type in, or, in the other language, what each of them says there. */
function Lines(props: {
  field: "goals" | "frustrations" | "quotes";
  persona: Persona;
  words: PersonaWords;
  reading: Language | null;
  readOnly: boolean;
  onChange: (lines: string[]) => void;
}) {
  const { field, persona, words, reading, readOnly } = props;
  const { t } = useI18n();
  const shared = {
    label: t(`personas.${field}`),
    lines: persona[field],
    look: field === "quotes" ? ("quotes" as const) : undefined,
  };
  if (reading && !readOnly) return <TranslatedLines {...shared} {...words.lines(field)} />;
  return (
    <InPlaceLines
      {...shared}
      placeholder={t(`personas.${field}.example`)}
      readOnly={readOnly}
      said={(place) => words.said(`${field}.${place}`, persona[field][place] ?? "")}
      onChange={props.onChange}
    />
  );
}

function Poster(props: { persona: Persona; isNew: boolean; lang: Language | undefined }) {
  const { persona, isNew, lang } = props;
  const { t } = useI18n();
  const readOnly = !useMay("editor");
  const { shown, save, edit, retry } = usePersonaDraft(persona);
  const remove = useDeletePersona();
  const reading = lang && lang !== persona.language ? lang : null;
  const words = usePersonaWords(shown, reading, edit);
  const field = (name: "name" | "summary" | "segment") => {
    const read = words.said(name, shown[name]);
    return {
      label: t(`personas.${name}`),
      ...words.text(name, t(`personas.${name}.example`)),
      ...(readOnly && { value: read.text, untranslated: read.untranslated }),
      readOnly,
    };
  };
  const channels = {
    channels: shown.channels,
    said: (place: number) => words.said(`channels.${place}`, shown.channels[place] ?? "").text,
  };
  const ownChannels = shown.channels.filter((channel) => !isUsual(channel));
  const placeOf = (own: number) => shown.channels.indexOf(ownChannels[own] ?? "");
  const channelWords = words.lines("channels");
  const title = words.said("name", shown.name).text;
  const lines = { persona: shown, words, reading, readOnly };
  usePageTitle(title);
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
        <LanguageMenu persona={persona} reading={reading} />
        <Button
          size="compact-md"
          variant="default"
          className={classes.print}
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
            <InPlaceText {...field("segment")} />
          </Part>
          <Part title={t("personas.channels")}>
            {reading && !readOnly ? (
              <>
                <Channels channels={shown.channels.filter(isUsual)} readOnly />
                <TranslatedLines
                  label={t("personas.channels")}
                  lines={ownChannels}
                  said={(own) => channelWords.said(placeOf(own))}
                  onChange={(own, text) => channelWords.onChange(placeOf(own), text)}
                />
              </>
            ) : (
              <Channels
                {...channels}
                readOnly={readOnly}
                onChange={(changed) => edit({ channels: changed })}
              />
            )}
          </Part>
        </div>
        <div className={classes.main}>
          <h1 className="visually-hidden">{title}</h1>
          <InPlaceText {...field("name")} look="title" maxLength={200} oneLine selected={isNew} />
          <Part title={t("personas.summary")}>
            <InPlaceText {...field("summary")} look="story" />
          </Part>
          <Part title={t("personas.quotes")}>
            <Lines {...lines} field="quotes" onChange={(quotes) => edit({ quotes })} />
          </Part>
          <div className={classes.pair}>
            <Part title={t("personas.goals")} tone="good">
              <Lines {...lines} field="goals" onChange={(goals) => edit({ goals })} />
            </Part>
            <Part title={t("personas.frustrations")} tone="bad">
              <Lines
                {...lines}
                field="frustrations"
                onChange={(frustrations) => edit({ frustrations })}
              />
            </Part>
          </div>
          <Part title={t("known.title")}>
            <KnownBy
              persona={shown}
              readOnly={readOnly}
              saved={save === "idle" || save === "saved"}
              onChange={(known_by) => edit({ known_by })}
            />
          </Part>
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
  const { new: isNew, lang } = useSearch({ from: "/shell/personas/$id" });
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
      {(persona) => (
        <Poster
          // Each language has its own fields: a list's empty rows do not go along.
          key={`${persona.id}/${lang}`}
          persona={persona}
          isNew={isNew === true}
          lang={lang}
        />
      )}
    </View>
  );
}
