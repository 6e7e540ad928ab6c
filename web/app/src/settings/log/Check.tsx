/** Looks at every file on request, and says what is wrong with which and what to do. */
import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useI18n } from "../../i18n";
import { FormProblem } from "../../ui/FormProblem";
import { Coded } from "./Coded";
import classes from "./Log.module.css";

interface Fault {
  /** The file's name within its place. */
  name: string;
  /** What is wrong and what to do, in the reader's language. */
  what: string;
}

function Result(props: { faults: Fault[]; at: number }) {
  const { t, n, format } = useI18n();
  const { faults } = props;
  const at = t("log.check.at", { time: format.clock(new Date(props.at).toISOString()) });
  if (faults.length === 0) {
    return (
      <p role="status" className={classes.fine}>
        <IconCircleCheck size={18} aria-hidden="true" className={classes.icon} />
        <span>
          {t("log.check.fine")} {at}
        </span>
      </p>
    );
  }
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={18} />}
      title={n("log.check.faults", faults.length)}
    >
      <ul className={classes.faults}>
        {faults.map((fault) => (
          <li key={fault.name}>
            {/* Most say at once which file they mean. */}
            {!fault.what.includes(fault.name) && <code>{fault.name} </code>}
            <Coded text={fault.what} />
          </li>
        ))}
      </ul>
      <div className={classes.muted}>{at}</div>
    </Alert>
  );
}

export function Check(props: {
  /** The mutation that checks; the page's sentence of health knows its outcome too. */
  check: {
    data?: { items: Fault[] };
    error: unknown;
    isPending: boolean;
    /** When it was asked for, in ms. */
    submittedAt: number;
    mutate: () => void;
  };
}) {
  const { t } = useI18n();
  const { check } = props;
  return (
    <div className={classes.check}>
      <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        {t(check.data ? "log.check.again" : "log.check.run")}
      </Button>
      <FormProblem error={check.error} />
      {check.data && <Result faults={check.data.items} at={check.submittedAt} />}
      {check.data?.items.length === 0 && (
        <p className={classes.note}>
          <Coded text={t("log.check.thorough")} />
        </p>
      )}
    </div>
  );
}
