/** In the map's header: who else is there, and what is said. Keeps the marks on the map. */
import { Button, Tooltip } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useI18n } from "../i18n";
import { useMap } from "../map/context";
import { type Action, useActions } from "../shell/actions";
import { marksOf } from "./mark";
import { placeKey, setMarks } from "./marks";
import { countsQuery, type Present } from "./queries";
import classes from "./together.module.css";
import { focused, usePresence } from "./usePresence";

const SHOWN = 4;
const hues = ["awareness", "consideration", "decision", "retention", "advocacy"];

/** The same colour for the same person, whoever looks. */
function hueOf(id: string): string {
  const sum = [...id].reduce((all, char) => all + (char.codePointAt(0) ?? 0), 0);
  return `var(--pc-hue-${hues[sum % hues.length]})`;
}

/** Each person once, however many tabs they have open. */
function once(people: readonly Present[]): Present[] {
  return [...new Map(people.map((person) => [person.user_id, person])).values()];
}

function initials(name: string): string {
  const [first = "", ...rest] = name.split(/\s+/);
  return (first.charAt(0) + (rest.at(-1)?.charAt(0) ?? "")).toLocaleUpperCase();
}

function Where({ person }: { person: Present }) {
  const { t } = useI18n();
  const { journey } = useMap();
  const at = journey.stages
    .flatMap(({ touchpoints }) => touchpoints)
    .find(({ id }) => id === person.touchpoint_id);
  return (
    <>
      {person.name}
      {at && <br />}
      {at && t("together.at", { place: at.name })}
    </>
  );
}

export function Together() {
  const { t, n } = useI18n();
  const { journey, search, go } = useMap();
  const here = usePresence(journey.id, search.touchpoint);
  const counts = useQuery(countsQuery(journey.id)).data;
  useEffect(() => setMarks(marksOf(here, counts ?? [], placeKey)), [here, counts]);
  useEffect(() => () => setMarks(new Map()), []);
  const keys = useMemo<Action[]>(
    () => [
      {
        id: "map.comment",
        label: t("together.comments"),
        group: "map",
        keys: "c",
        run: () => {
          const { touchpoint_id: about, field } = focused(search.touchpoint);
          const lane = field || undefined;
          go({ panel: "comments", touchpoint: undefined, thread: undefined, about, lane });
        },
      },
    ],
    [t, go, search.touchpoint],
  );
  useActions(keys);
  const people = once(here);
  const open = (counts ?? []).reduce((sum, count) => sum + count.open, 0);
  return (
    <>
      {people.length > 0 && (
        <ul className={classes.people} aria-label={n("together.here", people.length)}>
          {people.slice(0, SHOWN).map((person) => (
            <li key={person.user_id}>
              <Tooltip label={<Where person={person} />}>
                <span
                  className={classes.person}
                  role="img"
                  aria-label={person.name}
                  style={{ ["--hue" as string]: hueOf(person.user_id) }}
                >
                  {initials(person.name)}
                </span>
              </Tooltip>
            </li>
          ))}
          {people.length > SHOWN && (
            <li className={classes.person}>{`+${people.length - SHOWN}`}</li>
          )}
        </ul>
      )}
      <Tooltip label={t("together.comments")}>
        <Button
          variant="default"
          px="sm"
          aria-label={open > 0 ? n("together.open", open) : t("together.comments")}
          onClick={() =>
            go({
              panel: search.panel === "comments" ? undefined : "comments",
              touchpoint: undefined,
              about: undefined,
              lane: undefined,
              thread: undefined,
            })
          }
        >
          <IconMessage size={16} aria-hidden="true" />
          {open > 0 && <span style={{ marginInlineStart: "0.375rem" }}>{open}</span>}
        </Button>
      </Tooltip>
    </>
  );
}
