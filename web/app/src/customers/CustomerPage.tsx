/** One customer: who they are, and everything they did, newest first. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Customer, Interaction } from "../api/types";
import { useI18n } from "../i18n";
import { Page, Section } from "../ui/Page";
import { LoadMore, usePaged } from "../ui/paging";
import { Empty, View } from "../ui/States";
import classes from "./CustomerPage.module.css";
import { customerName } from "./name";
import { Standing } from "./Standing";

/** A trait or property value in one line. */
function plain(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function Facts({ rows }: { rows: [string, string][] }) {
  return (
    <dl className={classes.facts}>
      {rows.map(([label, value]) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Moment({ interaction }: { interaction: Interaction }) {
  const { t, word, format } = useI18n();
  const properties = Object.entries(interaction.properties);
  return (
    <li className={classes.moment}>
      <time dateTime={interaction.at}>{format.dateTime(interaction.at)}</time>
      <div className={classes.what}>
        <div>
          <strong>{word("kind", interaction.kind)}</strong>
          {interaction.subject && ` · ${interaction.subject}`}
          {interaction.value != null && ` · ${format.value(interaction.value)}`}
        </div>
        <div className={classes.sub}>{word("channel", interaction.channel)}</div>
        {properties.length > 0 && (
          <details>
            <summary>{t("customers.properties")}</summary>
            <Facts rows={properties.map(([name, value]) => [name, plain(value)])} />
          </details>
        )}
      </div>
    </li>
  );
}

function Timeline({ id }: { id: string }) {
  const { t } = useI18n();
  const interactions = usePaged(keys.timeline(id), (cursor) =>
    call(
      http.GET("/api/v1/customers/{id}/interactions", {
        params: { path: { id }, query: { cursor } },
      }),
    ),
  );
  return (
    <View query={interactions}>
      {(items) =>
        items.length === 0 ? (
          <Empty title={t("customers.timeline.none")} />
        ) : (
          <>
            <ol className={classes.timeline}>
              {items.map((interaction) => (
                <Moment key={interaction.id} interaction={interaction} />
              ))}
            </ol>
            <LoadMore query={interactions} />
          </>
        )
      }
    </View>
  );
}

function Who({ customer }: { customer: Customer }) {
  const { t, word, format } = useI18n();
  const traits = Object.entries(customer.traits);
  return (
    <Page
      title={customerName(customer, t)}
      lead={[
        customer.last_seen_at &&
          t("customers.last_seen", { when: format.ago(customer.last_seen_at) }),
        customer.first_seen_at &&
          t("customers.first_seen", { date: format.date(customer.first_seen_at) }),
      ]
        .filter(Boolean)
        .join(" · ")}
    >
      <Section title={t("standing.title")}>
        <Standing id={customer.id} />
      </Section>
      <Section title={t("customers.identities")}>
        <Facts
          rows={customer.identities.map(({ kind, value }) => [word("identity", kind), value])}
        />
      </Section>
      {traits.length > 0 && (
        <Section title={t("customers.traits")}>
          <Facts rows={traits.map(([name, value]) => [name, plain(value)])} />
        </Section>
      )}
      <Section title={t("customers.timeline")}>
        <Timeline id={customer.id} />
      </Section>
    </Page>
  );
}

export function CustomerPage() {
  const { id } = useParams({ from: "/shell/customers/$id" });
  const customer = useQuery({
    queryKey: keys.customer(id),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/customers/{id}", { params: { path: { id } }, signal })),
  });
  return <View query={customer}>{(data) => <Who customer={data} />}</View>;
}
