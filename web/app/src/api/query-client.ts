/** The cache of server state, and what happens to errors that no view handles. */
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

/**
 * `onSignedOut` runs when the server says the session is gone; `onMutationError` when a change
 * failed and its own view does not show it (`meta: { quiet: true }` says that it does).
 */
export function createQueryClient(handlers: {
  onSignedOut: () => void;
  onMutationError: (error: unknown) => void;
}): QueryClient {
  const watch = (error: unknown) => {
    if (asProblem(error).code === "sign_in_required") handlers.onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        watch(error);
        if (!mutation.meta?.quiet) handlers.onMutationError(error);
      },
    }),
    defaultOptions: {
      queries: {
        // Live updates say when to refetch; focus refetching would only repeat them.
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => {
          const { status } = asProblem(error);
          return failures < 2 && (status === 0 || status >= 500);
        },
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
    },
  });
}
