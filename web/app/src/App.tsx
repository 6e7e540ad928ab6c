/** The providers around every screen. */
import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { Language } from "./api/types";
import { type Dictionary, I18nProvider } from "./i18n";
import type { createAppRouter } from "./routes";
import { cssVariables, theme } from "./theme/theme";
import { Toaster } from "./ui/toasts";

export function App(props: {
  queryClient: QueryClient;
  router: ReturnType<typeof createAppRouter>;
  language: Language;
  dictionary: Dictionary;
}) {
  return (
    <QueryClientProvider client={props.queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <I18nProvider initial={props.language} dictionary={props.dictionary}>
          <RouterProvider router={props.router} />
          <Toaster />
        </I18nProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
