/** What came of an import: the counts, the refused rows, the way to the map. */
import { Alert, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Import } from "../api/types";
import { useI18n } from "../i18n";
import { Section } from "../ui/Page";
import { Counts } from "./Counts";
import classes from "./Imports.module.css";

export function ImportResult({ item }: { item: Import }) {
  const { t } = useI18n();
  const { progress, errors } = item;
  return (
    <>
      <Section title={t(item.state === "failed" ? "import.failed" : "import.done")}>
        {item.problem && (
          <Alert color="red" variant="outline" role="alert">
            {item.problem}
          </Alert>
        )}
        <Counts progress={progress} />
        {progress.rows_stored > 0 && (
          <Button
            mt="lg"
            renderRoot={(root) => (
              <Link {...root} to="/" search={{ panel: "unclaimed", period: "all" }} />
            )}
          >
            {t("import.to_map")}
          </Button>
        )}
      </Section>
      {errors.length > 0 && (
        <Section
          title={t("import.refused.title")}
          lead={
            progress.rows_refused > errors.length &&
            t("import.refused.first", { count: errors.length, total: progress.rows_refused })
          }
        >
          <ul className={classes.refused}>
            {errors.map((error) => (
              <li key={`${error.line} ${error.message}`}>
                <span className={classes.line}>{t("import.line", { line: error.line })}</span>
                {error.message}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
