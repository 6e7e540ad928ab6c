/** What stands where a screen could not: an unknown address, an error on the way to a screen. */
import { Button } from "@mantine/core";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { useI18n } from "../i18n";
import { Empty, Failed } from "../ui/States";

export function NotFound() {
  const { t } = useI18n();
  return (
    <Empty
      title={t("notfound.title")}
      text={t("notfound.text")}
      action={
        <Button component={Link} to="/journeys" variant="default">
          {t("notfound.home")}
        </Button>
      }
    />
  );
}

export function RouteFailed(props: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Failed
      error={props.error}
      retry={() => {
        props.reset();
        void router.invalidate();
      }}
    />
  );
}
