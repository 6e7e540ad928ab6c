/** Starts the application: who is here, in which language, then the first screen. */
import "@mantine/core/styles.css";
import "@fontsource-variable/inter/wght.css";
import "./theme/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { setCsrfToken } from "./api/client";
import { keys } from "./api/keys";
import { createQueryClient } from "./api/query-client";
import type { Session } from "./api/types";
import { loadDictionary, preferredLanguage } from "./i18n";
import { createAppRouter } from "./routes";
import { sessionQuery } from "./session/session";
import { toast } from "./ui/toasts";

async function start(): Promise<void> {
  const queryClient = createQueryClient({
    onSignedOut() {
      const { href, pathname } = router.state.location;
      if (pathname === "/sign-in") return;
      // Leave the shell first: its views count on a user.
      void router.navigate({ to: "/sign-in", search: { next: href } }).then(() => {
        queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
        queryClient.setQueryData<Session>(keys.session, (old) => old && { ...old, user: null });
      });
    },
    onMutationError: (error) => toast({ error }),
  });
  const router = createAppRouter(queryClient);

  // A server that does not answer yet must not keep the page blank: the router shows it.
  const session = await queryClient.fetchQuery(sessionQuery).catch(() => null);
  setCsrfToken(session?.csrf_token);
  const language = session?.user?.language ?? preferredLanguage();
  document.documentElement.lang = language;
  const dictionary = await loadDictionary(language);

  const host = document.getElementById("root");
  if (!host) throw new Error("index.html has no #root");
  createRoot(host).render(
    <StrictMode>
      <App queryClient={queryClient} router={router} language={language} dictionary={dictionary} />
    </StrictMode>,
  );
}

void start();
