/** What others do and say at a place of the map, on the card or cell itself. */
import { IconMessage } from "@tabler/icons-react";
import { useI18n } from "../i18n";
import { useMap } from "../map/context";
import { readMark } from "./mark";
import classes from "./together.module.css";

export function Badge(props: { mark: string; touchpoint: string; lane?: string }) {
  const { n, format } = useI18n();
  const { go } = useMap();
  const { held, open } = readMark(props.mark);
  return (
    <>
      {held.length > 0 && (
        <span className={classes.ring} aria-hidden="true">
          <span className={classes.holder}>{format.list([...held])}</span>
        </span>
      )}
      {open > 0 && (
        <button
          type="button"
          className={classes.said}
          aria-label={n("together.open", open)}
          onClick={() =>
            go({
              panel: "comments",
              touchpoint: undefined,
              about: props.touchpoint,
              lane: props.lane,
              thread: undefined,
            })
          }
        >
          <IconMessage size={14} aria-hidden="true" />
          {open}
        </button>
      )}
    </>
  );
}
