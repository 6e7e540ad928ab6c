/** The steps of a funnel: touchpoints dragged in, or chosen; moved, and taken out again. */
import {
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconX } from "@tabler/icons-react";
import { type CSSProperties, useId } from "react";
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import type { Place } from "../queries";
import classes from "./Funnel.module.css";
import { moved } from "./steps";

const shifted = (transform: { x: number; y: number } | null): CSSProperties | undefined =>
  transform ? { transform: `translate(${transform.x}px, ${transform.y}px)`, zIndex: 2 } : undefined;

/** Where a dragged thing may fall: before the step of this number, or after the last. */
function Slot({ index }: { index: number }) {
  const { setNodeRef, isOver } = useDroppable({ id: `slot ${index}` });
  return (
    <li ref={setNodeRef} className={classes.slot} data-over={isOver || undefined} aria-hidden />
  );
}

function Step(props: {
  place: Place;
  index: number;
  last: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
}) {
  const { place, index } = props;
  const { t } = useI18n();
  const { setNodeRef, listeners, transform } = useDraggable({ id: `step ${index}` });
  const name = { name: place.name };
  return (
    <li className={classes.step} ref={setNodeRef} style={shifted(transform)}>
      <span className={classes.grip} {...listeners} aria-hidden="true">
        <IconGripVertical size={14} />
      </span>
      <span className={classes.stepText} style={{ borderColor: `var(--pc-hue-${place.hue})` }}>
        {index + 1}. {place.name}
      </span>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        disabled={index === 0}
        aria-label={t("reality.funnel.up", name)}
        onClick={() => props.onMove(index - 1)}
      >
        <IconArrowUp size={14} />
      </ActionIcon>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        disabled={props.last}
        aria-label={t("reality.funnel.down", name)}
        onClick={() => props.onMove(index + 1)}
      >
        <IconArrowDown size={14} />
      </ActionIcon>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={t("reality.funnel.remove", name)}
        onClick={props.onRemove}
      >
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}

function Offer({ place, onAdd }: { place: Place; onAdd: () => void }) {
  const { t } = useI18n();
  const { setNodeRef, listeners, transform } = useDraggable({ id: `place ${place.id}` });
  return (
    <li ref={setNodeRef} style={shifted(transform)} className={classes.offer} {...listeners}>
      <button
        type="button"
        className={classes.add}
        aria-label={t("reality.funnel.add", { name: place.name })}
        onClick={onAdd}
      >
        <IconPlus size={12} aria-hidden="true" />
        {place.name}
      </button>
    </li>
  );
}

export function Builder(props: { steps: readonly string[]; onChange: (steps: string[]) => void }) {
  const { steps, onChange } = props;
  const { t } = useI18n();
  const { places } = useReality();
  const title = useId();
  // A click adds; only what is pulled is dragged.
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor),
  );
  const free = places.filter(({ id }) => !steps.includes(id));
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const [kind, what = ""] = String(active.id).split(" ");
    if (!over || !String(over.id).startsWith("slot ")) return;
    const at = Number(String(over.id).slice(5));
    if (kind === "place") onChange([...steps.slice(0, at), what, ...steps.slice(at)]);
    else onChange(moved(steps, Number(what), at > Number(what) ? at - 1 : at));
  };
  return (
    <DndContext sensors={sensors} onDragEnd={onDragEnd}>
      <h2 id={title} className={classes.title}>
        {t("reality.funnel.steps")}
      </h2>
      <ol aria-labelledby={title} className={classes.steps}>
        {steps.flatMap((id, index) => {
          const place = places.find((item) => item.id === id);
          if (!place) return [];
          return [
            <Slot key={`slot ${id}`} index={index} />,
            <Step
              key={id}
              place={place}
              index={index}
              last={index === steps.length - 1}
              onMove={(to) => onChange(moved(steps, index, to))}
              onRemove={() => onChange(steps.filter((_, other) => other !== index))}
            />,
          ];
        })}
        <Slot index={steps.length} />
      </ol>
      <h2 className={classes.title}>{t("reality.funnel.offers")}</h2>
      <ul className={classes.offers}>
        {free.map((place) => (
          <Offer key={place.id} place={place} onAdd={() => onChange([...steps, place.id])} />
        ))}
      </ul>
    </DndContext>
  );
}
