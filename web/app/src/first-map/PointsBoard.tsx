/** The groups side by side, their points to type, to drag and to move with the keyboard. */
import {
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactNode, useRef, useState } from "react";
import { useI18n } from "../i18n";
import { toast } from "../ui/toasts";
import {
  addPoints,
  changePoint,
  type Draft,
  GROUPS,
  movePoint,
  nudge,
  type Point,
  removePoint,
  restorePoint,
} from "./draft";
import classes from "./FirstMap.module.css";
import { PointRow } from "./PointRow";

type Change = (next: (draft: Draft) => Draft) => void;

function Group(props: {
  index: number;
  hue: string;
  label: string;
  text: string;
  children: ReactNode;
}) {
  const { setNodeRef, isOver } = useDroppable({
    id: `group-${props.index}`,
    data: { group: props.index },
  });
  return (
    <section
      ref={setNodeRef}
      className={classes.group}
      data-over={isOver || undefined}
      style={{ "--band": `var(--pc-hue-${props.hue})` } as React.CSSProperties}
      aria-label={props.label}
    >
      <h3 className={classes.groupName}>{props.label}</h3>
      <p className={classes.muted}>{props.text}</p>
      {props.children}
    </section>
  );
}

function Adder(props: { label: string; onAdd: (text: string) => void }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    props.onAdd(text);
    setTyped("");
  };
  return (
    <input
      className={classes.adder}
      aria-label={props.label}
      placeholder={t("firstMap.add.example")}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => typed.trim() && add(typed)}
      onPaste={(event) => {
        // A list copied from a document becomes as many points.
        const text = event.clipboardData.getData("text/plain");
        if (!text.trim().includes("\n")) return;
        event.preventDefault();
        add(`${typed}${text}`);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        add(typed);
      }}
    />
  );
}

export function PointsBoard(props: { draft: Draft; change: Change }) {
  const { t } = useI18n();
  const { draft, change } = props;
  const groups = GROUPS[draft.grouping];
  const box = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState("");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 6 } }),
    useSensor(KeyboardSensor),
  );
  const label = (group: number) =>
    t(`firstMap.group.${groups[group]?.key}` as "firstMap.group.decision");
  const focus = (key: string | undefined) =>
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-point="${key}"] input`)?.focus(),
    );

  const say = (key: string, next: Draft) => {
    const point = next.points.find((item) => item.key === key);
    if (!point) return;
    const own = next.points.filter((item) => item.group === point.group);
    setSaid(
      t("firstMap.point.moved", {
        name: point.name,
        group: label(point.group),
        position: own.indexOf(point) + 1,
      }),
    );
  };
  const move = (point: Point, next: (draft: Draft) => Draft) => {
    change(next);
    say(point.key, next(draft));
    // The row may have changed its group, and with it its place in the page.
    focus(point.key);
  };
  const remove = (point: Point) => {
    const index = draft.points.indexOf(point);
    change((now) => removePoint(now, point.key));
    focus(draft.points[index - 1]?.key ?? draft.points[index + 1]?.key);
    if (point.name)
      toast({
        text: t("common.deleted", { name: point.name }),
        action: {
          label: t("common.undo"),
          run: () => change((now) => restorePoint(now, point, index)),
        },
      });
  };
  const drop = ({ active, over }: DragEndEvent) => {
    const target = over?.data.current as { group: number; key?: string } | undefined;
    if (!target || target.key === active.id) return;
    const key = String(active.id);
    const rest = draft.points.filter((point) => point.group === target.group && point.key !== key);
    const before = draft.points.filter((point) => point.group === target.group);
    // Onto a point: takes its place. Onto the group itself: to its end.
    const at = target.key ? before.findIndex((point) => point.key === target.key) : rest.length;
    const next = (now: Draft) => movePoint(now, key, target.group, at);
    change(next);
    say(key, next(draft));
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={(args) => {
        const hits = pointerWithin(args);
        const found = hits.length > 0 ? hits : rectIntersection(args);
        // A point lies within its group: the smaller of the two is meant.
        const points = found.filter((hit) => !String(hit.id).startsWith("group-"));
        return points.length > 0 ? points : found;
      }}
      onDragEnd={drop}
    >
      <div ref={box} className={classes.groups} data-groups={groups.length}>
        {groups.map(({ key, hue }, index) => {
          const own = draft.points.filter((point) => point.group === index);
          return (
            <Group
              key={key}
              index={index}
              hue={hue}
              label={label(index)}
              text={t(`firstMap.group.${key}.text` as "firstMap.group.decision.text")}
            >
              <ol className={classes.list}>
                {own.map((point, position) => (
                  <PointRow
                    key={point.key}
                    point={point}
                    label={t("firstMap.point", { number: position + 1, group: label(index) })}
                    groups={groups.map((_, group) => label(group))}
                    onRename={(name) => change((now) => changePoint(now, point.key, { name }))}
                    onNudge={(arrow) => move(point, (now) => nudge(now, point.key, arrow))}
                    onGroup={(group) =>
                      move(point, (now) =>
                        movePoint(now, point.key, group, Number.POSITIVE_INFINITY),
                      )
                    }
                    onRemove={() => remove(point)}
                  />
                ))}
              </ol>
              <Adder
                label={t("firstMap.add", { group: label(index) })}
                onAdd={(text) => change((now) => addPoints(now, index, text))}
              />
            </Group>
          );
        })}
      </div>
      <p className={classes.muted}>{t("firstMap.keys")}</p>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </DndContext>
  );
}
