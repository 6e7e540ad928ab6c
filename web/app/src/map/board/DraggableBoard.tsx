/** The board with cards that move by mouse, touch and keyboard. Its own chunk. */
import {
  type Announcements,
  closestCorners,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useDndContext,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type FocusEvent, type ReactNode, useCallback, useMemo, useState } from "react";
import type { Journey, Stage, Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { useMap } from "../context";
import { findTouchpoint } from "../model";
import { Board } from "./Board";
import classes from "./DraggableBoard.module.css";
import { type Landing, landing, nextRect } from "./landing";
import type { BoardParts } from "./parts";

function Slot(props: { touchpoint: Touchpoint; stage: Stage; children: ReactNode }) {
  const { id } = props.touchpoint;
  const { setNodeRef: setDrag, setActivatorNodeRef, listeners, isDragging } = useDraggable({ id });
  const { setNodeRef: setDrop, isOver } = useDroppable({ id });
  const { active } = useDndContext();
  const setNode = useCallback(
    (node: HTMLElement | null) => {
      setDrag(node);
      setDrop(node);
      // Keys pick the card up from its name, the one thing in it that has the focus.
      setActivatorNodeRef(node?.querySelector<HTMLElement>("[data-touchpoint]") ?? null);
    },
    [setDrag, setDrop, setActivatorNodeRef],
  );
  const indexOf = (wanted: unknown) =>
    props.stage.touchpoints.findIndex((touchpoint) => touchpoint.id === wanted);
  const from = indexOf(active?.id);
  const side = from >= 0 && from < indexOf(id) ? "after" : "before";
  // Renaming replaces the name: what the keys act on is the one that has the focus now.
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const name = event.target.closest<HTMLElement>("[data-touchpoint]");
    if (name) setActivatorNodeRef(name);
  };
  return (
    <li
      ref={setNode}
      onFocus={onFocus}
      className={classes.slot}
      data-dragging={isDragging || undefined}
      data-over={isOver && active?.id !== id ? side : undefined}
      {...listeners}
    >
      {props.children}
    </li>
  );
}

function Lane(props: { stage: Stage; className?: string; children: ReactNode }) {
  const { setNodeRef, isOver } = useDroppable({ id: props.stage.id });
  return (
    <ol ref={setNodeRef} className={props.className} data-over={isOver || undefined}>
      {props.children}
    </ol>
  );
}

const parts: BoardParts = { Slot, Lane };

/** What a screen reader hears, in the reader's language. */
function useAnnouncements(journey: Journey): Announcements {
  const { t } = useI18n();
  return useMemo(() => {
    const name = (id: string | number) =>
      findTouchpoint(journey, String(id))?.touchpoint.name ?? "";
    const place = (key: "drag.over" | "drag.end", active: string, over: string | undefined) => {
      const target = over ? landing(journey, active, over) : undefined;
      if (!target) return undefined;
      const stage = journey.stages.find((item) => item.id === target.stageId)?.name ?? "";
      return t(key, { name: name(active), stage, position: target.position + 1 });
    };
    return {
      onDragStart: ({ active }) => t("drag.start", { name: name(active.id) }),
      // Over its own place it has not moved: “picked up” is what there is to hear.
      onDragOver: ({ active, over }) =>
        over && over.id !== active.id
          ? place("drag.over", String(active.id), String(over.id))
          : undefined,
      onDragEnd: ({ active, over }) =>
        place("drag.end", String(active.id), over ? String(over.id) : undefined),
      onDragCancel: ({ active }) => t("drag.cancel", { name: name(active.id) }),
    };
  }, [journey, t]);
}

export function DraggableBoard() {
  const { t } = useI18n();
  const { journey, edits } = useMap();
  const [dragged, setDragged] = useState<Touchpoint | null>(null);
  const announcements = useAnnouncements(journey);
  const sensors = useSensors(
    // A few pixels before a drag begins, so that a click stays a click.
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      keyboardCodes: { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] },
      coordinateGetter: (event, { context }) => {
        const { collisionRect, droppableRects, active } = context;
        if (!collisionRect || !event.code.startsWith("Arrow")) return undefined;
        event.preventDefault();
        const targets = [...droppableRects.entries()]
          .filter(([id]) => id !== active?.id)
          // A stage with cards is reached through them; only empty ones are targets themselves.
          .filter(([id]) => !journey.stages.some((s) => s.id === id && s.touchpoints.length > 0))
          .map(([, rect]) => rect);
        const rect = nextRect(collisionRect, targets, event.code);
        return rect && { x: rect.left, y: rect.top };
      },
    }),
  );

  const drop = (id: string, target: Landing | undefined) => {
    const found = findTouchpoint(journey, id);
    setDragged(null);
    if (!found || !target) return;
    if (found.stage.id === target.stageId && found.index === target.position) return;
    edits.moveTouchpoint(found.touchpoint, target.stageId, target.position);
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCorners}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: t("drag.instructions") },
      }}
      onDragStart={({ active }) =>
        setDragged(findTouchpoint(journey, String(active.id))?.touchpoint ?? null)
      }
      onDragCancel={() => setDragged(null)}
      onDragEnd={({ active, over }) =>
        drop(
          String(active.id),
          over ? landing(journey, String(active.id), String(over.id)) : undefined,
        )
      }
    >
      <Board parts={parts} />
      <DragOverlay dropAnimation={null}>
        {dragged && <div className={classes.overlay}>{dragged.name}</div>}
      </DragOverlay>
    </DndContext>
  );
}
