/**
 * The curve over the whole width of the map: as believed today, as wished, as measured, and the
 * gap between belief and measure. Points are drawn by pointer or keys.
 */
import {
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useI18n } from "../../../i18n";
import { stableKey } from "../../hand/ids";
import { useCanvas } from "../context";
import { curvePath, gapPath, stepOf, valueAt } from "./curve";
import classes from "./Emotion.module.css";
import { type Curve, Handle } from "./Handle";
import { type EmotionPoint, FEW_ANSWERS } from "./points";
import { HEIGHT, MARGIN, y } from "./scale";
import { useFeelingWords } from "./words";

const GRID = [2, 1, 0, -1, -2];

function useTips(): (point: EmotionPoint) => string {
  const { t, n } = useI18n();
  const words = useFeelingWords();
  return useCallback(
    ({ touchpoint, felt, wished, measured, answers }) =>
      [
        touchpoint.name,
        felt !== null && `${t("emotion.today")} ${words.spoken(felt)}`,
        wished !== null && `${t("emotion.wished")} ${words.spoken(wished)}`,
        measured !== null &&
          `${t("emotion.measured")} ${words.spoken(measured)} · ${n("emotion.answers", answers)}`,
        measured !== null && answers < FEW_ANSWERS && t("emotion.few"),
        felt !== null && measured !== null && words.gap(felt - measured),
      ]
        .filter(Boolean)
        .join("\n"),
    [t, n, words],
  );
}

export function EmotionChart(props: {
  points: EmotionPoint[];
  width: number;
  /** Half of a column: how far from its middle a click still means it. */
  reach: number;
  drawing: Curve;
  /** Where stages end. */
  ends: readonly number[];
}) {
  const { width, reach, drawing } = props;
  const { editable, edits } = useCanvas();
  const { t } = useI18n();
  const tipOf = useTips();
  const svg = useRef<SVGSVGElement>(null);
  const [dragged, setDragged] = useState<{ id: string; curve: Curve; value: number } | null>(null);
  const [current, setCurrent] = useState<string>();

  const points = useMemo(
    () =>
      dragged
        ? props.points.map((point) =>
            point.touchpoint.id === dragged.id
              ? { ...point, [dragged.curve]: dragged.value }
              : point,
          )
        : props.points,
    [props.points, dragged],
  );
  // Written once a change, not once a frame of a drag.
  const tips = useMemo(
    () => new Map(props.points.map((point) => [point.touchpoint.id, tipOf(point)])),
    [props.points, tipOf],
  );
  const tip = (point: EmotionPoint) => tips.get(point.touchpoint.id) ?? "";
  const latest = useRef(props.points);
  useEffect(() => {
    latest.current = props.points;
  }, [props.points]);
  const change = useCallback(
    (id: string, curve: Curve, value: number | null) => {
      const point = latest.current.find(({ touchpoint }) => touchpoint.id === id);
      if (point) edits.change(point.touchpoint, { [curve]: value });
    },
    [edits],
  );

  const valueUnder = useCallback((event: { clientY: number }) => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return 0;
    return valueAt((event.clientY - box.top) / (box.height / HEIGHT), HEIGHT, MARGIN);
  }, []);
  /** Follows the pointer from a press until it is let go; Escape puts the point back. */
  const grab = useCallback(
    (event: PointerEvent<SVGElement>, id: string, curve: Curve, fresh = false) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      const start = event.clientY;
      let value: number | null = fresh ? valueUnder(event) : null;
      if (value !== null) setDragged({ id, curve, value });
      else event.currentTarget.focus();
      const onMove = (move: globalThis.PointerEvent) => {
        if (value === null && Math.abs(move.clientY - start) < 3) return;
        value = valueUnder(move);
        setDragged({ id, curve, value });
      };
      const end = (keep: boolean) => {
        window.removeEventListener("pointermove", onMove);
        window.removeEventListener("pointerup", onUp);
        window.removeEventListener("pointercancel", onCancel);
        window.removeEventListener("keydown", onKey, true);
        if (keep && value !== null) change(id, curve, value);
        setDragged(null);
      };
      const onUp = () => end(true);
      const onCancel = () => end(false);
      const onKey = (key: globalThis.KeyboardEvent) => {
        if (key.key !== "Escape") return;
        key.preventDefault();
        key.stopPropagation();
        end(false);
      };
      window.addEventListener("pointermove", onMove);
      window.addEventListener("pointerup", onUp);
      window.addEventListener("pointercancel", onCancel);
      window.addEventListener("keydown", onKey, true);
    },
    [change, valueUnder],
  );
  /** A press beside all points draws the chosen curve there. */
  const onDown = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    // A finger that scrolls the map over the curve must not draw: only its tap does.
    if (event.pointerType === "touch") return;
    const at = under(event.clientX, box);
    if (at) grab(event, at.touchpoint.id, drawing, true);
  };
  const under = (clientX: number, box: DOMRect) => {
    const x = (clientX - box.left) / (box.width / width);
    return points.find((point) => Math.abs(point.x - x) <= reach);
  };
  const onTap = (event: MouseEvent<SVGSVGElement>) => {
    const pointer = event.nativeEvent as globalThis.PointerEvent;
    if (pointer.pointerType !== "touch" || (event.target as Element).closest("[role=slider]"))
      return;
    const at = under(event.clientX, event.currentTarget.getBoundingClientRect());
    if (at) change(at.touchpoint.id, drawing, valueUnder(event));
  };

  const line = (curve: "felt" | "wished" | "measured") =>
    curvePath(
      points.map((point) => ({ x: point.x, value: point[curve] })),
      y,
    );
  const felt = points.map((point) => ({ x: point.x, value: point.felt }));
  const measured = points.map((point) => ({ x: point.x, value: point.measured }));
  const stop = current ?? points[0]?.touchpoint.id;
  const handle = (point: EmotionPoint, curve: Curve) => (
    <Handle
      key={stableKey(point.touchpoint.id)}
      id={point.touchpoint.id}
      name={point.touchpoint.name}
      curve={curve}
      x={point.x}
      value={point[curve]}
      truth={point.touchpoint.moment_of_truth}
      tip={tip(point)}
      stop={point.touchpoint.id === stop}
      editable={editable}
      onChange={change}
      onGrab={grab}
      onFocus={setCurrent}
    />
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the points inside
    <svg
      ref={svg}
      className={classes.chart}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      data-editable={editable || undefined}
      data-drawing={drawing}
      data-busy={dragged ? "" : undefined}
      onPointerDown={editable ? onDown : undefined}
      onClick={editable ? onTap : undefined}
    >
      <title className="visually-hidden">{t("emotion.curve")}</title>
      {GRID.map((value) => (
        <line
          key={value}
          className={classes.grid}
          data-zero={value === 0 || undefined}
          x1="0"
          x2={width}
          y1={y(value)}
          y2={y(value)}
        />
      ))}
      {props.ends.map((x) => (
        <line key={x} className={classes.stageEnd} x1={x - 0.5} x2={x - 0.5} y1="0" y2={HEIGHT} />
      ))}
      <path className={classes.gap} d={gapPath(felt, measured, y)} />
      <path className={classes.line} data-line="wished" d={line("wished")} />
      <path className={classes.line} data-line="measured" d={line("measured")} />
      <path className={classes.line} data-line="felt" d={line("felt")} />
      {points.map((point) =>
        point.measured === null ? null : (
          <rect
            key={stableKey(point.touchpoint.id)}
            className={classes.measured}
            x={point.x - 4.5}
            y={y(point.measured) - 4.5}
            width="9"
            height="9"
            rx="1.5"
            data-step={stepOf(point.measured)}
            data-few={point.answers < FEW_ANSWERS || undefined}
            data-tip={tip(point)}
          />
        ),
      )}
      {(editable ? points : points.filter(({ wished }) => wished !== null)).map((point) =>
        handle(point, "wished"),
      )}
      {(editable ? points : points.filter(({ felt: drawn }) => drawn !== null)).map((point) =>
        handle(point, "felt"),
      )}
    </svg>
  );
}
