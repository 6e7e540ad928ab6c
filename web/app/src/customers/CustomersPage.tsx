/** Customers, newest activity first, found by name or identity. */
import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import listClasses from "../journeys/JourneysPage.module.css";
import { Page } from "../ui/Page";
import { LoadMore, usePaged } from "../ui/paging";
import { Empty, View } from "../ui/States";
import { customerName } from "./name";

export function CustomersPage() {
  const { t, word, format } = useI18n();
  const navigate = useNavigate({ from: "/customers" });
  const search = useSearch({ from: "/shell/customers" });
  const [typed, setTyped] = useState(search.q ?? "");
  const [q] = useDebouncedValue(typed.trim(), 250);
  useEffect(() => {
    void navigate({ search: { q: q || undefined }, replace: true });
  }, [q, navigate]);

  const customers = usePaged(keys.customers(q), (cursor) =>
    call(http.GET("/api/v1/customers", { params: { query: { cursor, q: q || undefined } } })),
  );
  return (
    <Page title={t("customers.title")} lead={t("customers.lead")}>
      <TextInput
        type="search"
        mb="md"
        leftSection={<IconSearch size={16} />}
        aria-label={t("customers.search")}
        placeholder={t("customers.search")}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <View query={customers}>
        {(items) =>
          items.length === 0 ? (
            q ? (
              <Empty title={t("customers.none", { query: q })} />
            ) : (
              <Empty title={t("customers.first.title")} text={t("customers.first.text")} />
            )
          ) : (
            <>
              <ul className={listClasses.list}>
                {items.map((customer) => {
                  const identity = customer.identities[0];
                  return (
                    <li key={customer.id}>
                      <Link
                        to="/customers/$id"
                        params={{ id: customer.id }}
                        className={listClasses.row}
                      >
                        <span className={listClasses.main}>
                          <span className={listClasses.name}>{customerName(customer, t)}</span>
                          {identity && (
                            <span className={listClasses.sub}>
                              {word("identity", identity.kind)} · {identity.value}
                            </span>
                          )}
                        </span>
                        <span className={listClasses.sub}>
                          {customer.last_seen_at &&
                            t("customers.last_seen", { when: format.ago(customer.last_seen_at) })}
                        </span>
                      </Link>
                    </li>
                  );
                })}
              </ul>
              <LoadMore query={customers} />
            </>
          )
        }
      </View>
    </Page>
  );
}
