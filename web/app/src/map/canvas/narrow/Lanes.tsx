/** What the lanes say of one touchpoint, as sections under its card. */
import type { Lane, Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { Cell } from "../cells/Cell";
import { isEmpty } from "../cells/kinds";
import { useCanvas } from "../context";
import { FeelingField } from "../emotion/FeelingField";
import { useFeelingWords } from "../emotion/words";
import { useFigures } from "../figures";
import { useLaneName } from "../lanes/useLaneName";
import classes from "./Narrow.module.css";

/** How it feels, how it should feel, and what customers say. */
function Feelings({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t, n } = useI18n();
  const { editable } = useCanvas();
  const words = useFeelingWords();
  const measured = useFigures().of(touchpoint.id)?.felt;
  return (
    <div className={classes.feelings}>
      {(editable || touchpoint.felt !== null) && (
        <FeelingField touchpoint={touchpoint} curve="felt" endless />
      )}
      {(editable || touchpoint.wished !== null) && (
        <FeelingField touchpoint={touchpoint} curve="wished" />
      )}
      {measured && (
        <p className={classes.measured}>
          <span>{t("emotion.measured")}</span>
          <span>
            {words.spoken(measured.mean)} · {n("emotion.answers", measured.answers)}
          </span>
        </p>
      )}
    </div>
  );
}

export function Lanes(props: { touchpoint: Touchpoint; lanes: readonly Lane[] }) {
  const { touchpoint, lanes } = props;
  const { editable } = useCanvas();
  const laneName = useLaneName();
  const said = lanes.filter((lane) => !lane.folded && (editable || !isEmpty(touchpoint, lane)));
  return (
    <dl className={classes.lanes}>
      {said
        .filter((lane) => lane.kind !== "figures" || touchpoint.signals.length > 0)
        .map((lane) => (
          <div key={lane.id} className={classes.lane}>
            <dt>{laneName(lane)}</dt>
            <dd>
              {lane.kind === "emotion" ? (
                <Feelings touchpoint={touchpoint} />
              ) : (
                <Cell touchpoint={touchpoint} lane={lane} />
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
}
