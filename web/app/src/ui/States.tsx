/** The states of a view that are not its content: loading, failed, empty. */
import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useTimeout } from "@mantine/hooks";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useI18n } from "../i18n";
import { problemText } from "./problem";
import classes from "./States.module.css";

/** Shows its children only when waiting lasted 150 ms: faster answers must not flash. */
export function Loading(props: { children: ReactNode }) {
  const { t } = useI18n();
  const [late, setLate] = useState(false);
  useTimeout(() => setLate(true), 150, { autoInvoke: true });
  if (!late) return null;
  return (
    <div aria-busy="true">
      <span className="visually-hidden">{t("common.loading")}</span>
      {props.children}
    </div>
  );
}

export function Failed(props: { error: unknown; retry?: () => void }) {
  const { t } = useI18n();
  return (
    <div className={classes.state} role="alert">
      <Title order={2} fz="lg">
        {t("problem.title")}
      </Title>
      <Text c="dimmed" maw="28rem">
        {problemText(props.error, t)}
      </Text>
      {props.retry && (
        <Button variant="default" onClick={props.retry}>
          {t("common.retry")}
        </Button>
      )}
    </div>
  );
}

/** First use, or nothing to show: what belongs here and the next step. */
export function Empty(props: {
  picture?: ReactNode;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.state}>
      {props.picture}
      <Title order={2} fz="lg">
        {props.title}
      </Title>
      {props.text && (
        <Text c="dimmed" maw="30rem">
          {props.text}
        </Text>
      )}
      {props.action}
    </div>
  );
}

/** A skeleton of list rows. */
export function RowsSkeleton(props: { rows?: number; height?: number }) {
  return (
    <Stack gap="sm">
      {Array.from({ length: props.rows ?? 5 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
        <Skeleton key={row} height={props.height ?? 56} radius="md" />
      ))}
    </Stack>
  );
}

/** Content of a query, or its loading or failed state. Stale content stays while it refetches. */
export function View<T>(props: {
  query: UseQueryResult<T>;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { query } = props;
  if (query.data !== undefined) return <>{props.children(query.data)}</>;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading>{props.skeleton ?? <RowsSkeleton />}</Loading>;
}
