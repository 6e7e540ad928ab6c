/** How many customers a persona stands for, and the way to what they do. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { components } from "../api/schema";
import type { Persona } from "../api/types";
import { useI18n } from "../i18n";
import { problemText } from "../ui/problem";
import classes from "./KnownBy.module.css";

export function KnownCustomers({ persona }: { persona: Persona }) {
  const { t, n } = useI18n();
  const { id, known_by } = persona;
  const found = useQuery({
    queryKey: [...keys.allFigures, "persona", id, known_by],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { limit: 1 } };
      // As JSON: the table is for whoever downloads it.
      const found = await call(http.GET("/api/v1/personas/{id}/customers", { params, signal }));
      return found as components["schemas"]["CustomersBehind"];
    },
  });
  if (found.isError) return <p role="alert">{problemText(found.error, t)}</p>;
  return (
    <p className={classes.found} role="status">
      {found.data ? (
        <>
          <strong>{n("figures.customers", found.data.total)}</strong>{" "}
          {found.data.total > 0 && (
            <Link to="/reality" search={{ persona: id }}>
              {t("known.see")}
            </Link>
          )}
        </>
      ) : (
        t("common.loading")
      )}
    </p>
  );
}
