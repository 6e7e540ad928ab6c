/** What the page asks the server, shared by its parts. */
import { queryOptions } from "@tanstack/react-query";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";

export const logStatusQuery = queryOptions({
  queryKey: keys.logStatus,
  queryFn: ({ signal }) => call(http.GET("/api/v1/log", { signal })),
  // Upkeep tells nobody when it is done; a count on screen should still come true.
  refetchInterval: 5_000,
});

export const logSettingsQuery = queryOptions({
  queryKey: keys.logSettings,
  queryFn: ({ signal }) => call(http.GET("/api/v1/log/settings", { signal })),
});

export const retentionRulesQuery = queryOptions({
  queryKey: keys.retentionRules,
  queryFn: ({ signal }) => call(http.GET("/api/v1/log/retention-rules", { signal })),
});
