/** What leads to the goal, and what customers will be worth. */
import { SegmentedControl } from "@mantine/core";
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import { AttributionPart } from "./AttributionPart";
import classes from "./Credit.module.css";
import { LifetimePart } from "./LifetimePart";

export function CreditView() {
  const { t } = useI18n();
  const { search, go } = useReality();
  const part = search.part ?? "attribution";
  return (
    <>
      <SegmentedControl
        className={classes.parts}
        aria-label={t("reality.credit.part")}
        value={part}
        data={[
          { value: "attribution", label: t("reality.credit.part.attribution") },
          { value: "lifetime", label: t("reality.credit.part.lifetime") },
        ]}
        onChange={(chosen) => go({ part: chosen === "lifetime" ? "lifetime" : undefined }, true)}
      />
      {part === "lifetime" ? <LifetimePart /> : <AttributionPart />}
    </>
  );
}
