/** Why a form was refused, above its button; field messages stand at the fields. */
import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { asProblem } from "../api/problem";
import { useI18n } from "../i18n";
import { problemText } from "./problem";

export function FormProblem(props: { error: unknown; fields?: string[] }) {
  const { t } = useI18n();
  if (!props.error) return null;
  const problem = asProblem(props.error);
  const elsewhere = problem.errors.filter((error) => !props.fields?.includes(error.field));
  // When each fault stands at its field, a second message above would only repeat it.
  if (problem.errors.length > 0 && elsewhere.length === 0) return null;
  return (
    <Alert role="alert" color="red" variant="outline" icon={<IconAlertCircle size={18} />}>
      {elsewhere.length > 0
        ? elsewhere.map((error) => error.message).join(" ")
        : problemText(props.error, t)}
    </Alert>
  );
}

/** The message of one field, for an input's `error`. */
export function fieldError(error: unknown, field: string): string | undefined {
  return error ? asProblem(error).field(field) : undefined;
}
