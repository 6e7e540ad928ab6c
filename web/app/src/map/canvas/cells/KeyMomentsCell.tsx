/** The moment that decides: a sentence and its pictures, each with words for those who do not see it. */
import { IconX } from "@tabler/icons-react";
import type { components } from "../../../api/schema";
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { useCanvas } from "../context";
import { useDraft } from "../saving";
import { said, written } from "../speech";
import { AutoText } from "./AutoText";
import editor from "./Editor.module.css";
import { PictureDrop } from "./PictureDrop";
import classes from "./Pictures.module.css";
import { TextEditor, TextView } from "./TextCell";

type Uploaded = components["schemas"]["Picture"];

type Picture = Touchpoint["pictures"][number];

/** Pictures of a key moment, laid after those it has. */
export function withPictures(pictures: readonly Picture[], made: readonly Uploaded[]): Picture[] {
  const taken = new Set(pictures.map(({ id }) => id));
  const added = made.map(({ address }) => {
    let number = taken.size + 1;
    while (taken.has(`i${number}`)) number += 1;
    taken.add(`i${number}`);
    return { id: `i${number}`, address, alt: "" };
  });
  return [...pictures, ...added];
}

export function KeyMomentsView({ touchpoint }: { touchpoint: Touchpoint }) {
  const { reading } = useCanvas();
  if (!touchpoint.key_moment && touchpoint.pictures.length === 0) return null;
  return (
    <>
      {touchpoint.pictures.length > 0 && (
        <ul className={classes.strip}>
          {touchpoint.pictures.map(({ id, address, alt }) => (
            <li key={id}>
              <img
                src={address}
                alt={said(touchpoint, `pictures.${id}.alt`, alt, reading).text}
                loading="lazy"
                draggable={false}
              />
            </li>
          ))}
        </ul>
      )}
      <TextView touchpoint={touchpoint} field="key_moment" />
    </>
  );
}

function PictureEntry(props: { touchpoint: Touchpoint; picture: Picture; onRemove: () => void }) {
  const { touchpoint, picture } = props;
  const { t } = useI18n();
  const { reading, edits } = useCanvas();
  const path = `pictures.${picture.id}.alt`;
  const draft = useDraft(written(touchpoint, path, picture.alt, reading), (alt) => {
    if (reading) edits.change(touchpoint, {}, { translations: { [reading]: { [path]: alt } } });
    else
      edits.change(touchpoint, {
        pictures: touchpoint.pictures.map((one) => (one.id === picture.id ? { ...one, alt } : one)),
      });
  });
  return (
    <li className={classes.entry}>
      <img src={picture.address} alt="" />
      <AutoText
        oneLine
        aria-label={t("pictures.alt")}
        placeholder={
          reading && picture.alt ? t("panel.original", { text: picture.alt }) : t("pictures.alt")
        }
        value={draft.value}
        onText={draft.set}
        onBlur={draft.flush}
      />
      <button
        type="button"
        className={editor.icon}
        aria-label={t("pictures.remove")}
        onClick={props.onRemove}
      >
        <IconX size={14} />
      </button>
    </li>
  );
}

export function KeyMomentsEditor(props: {
  touchpoint: Touchpoint;
  label: string;
  autoFocus?: boolean;
}) {
  const { touchpoint } = props;
  const { edits } = useCanvas();
  const { pictures } = touchpoint;
  return (
    <PictureDrop
      onPictures={(made) =>
        edits.change(touchpoint, { pictures: withPictures(touchpoint.pictures, made) })
      }
    >
      <TextEditor
        touchpoint={touchpoint}
        field="key_moment"
        label={props.label}
        autoFocus={props.autoFocus}
      />
      {pictures.length > 0 && (
        <ul className={classes.entries}>
          {pictures.map((picture) => (
            <PictureEntry
              key={picture.id}
              touchpoint={touchpoint}
              picture={picture}
              onRemove={() =>
                edits.change(touchpoint, {
                  pictures: pictures.filter(({ id }) => id !== picture.id),
                })
              }
            />
          ))}
        </ul>
      )}
    </PictureDrop>
  );
}
