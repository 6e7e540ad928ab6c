/** Who is signed in: one query, shared by the router's guard and every view. */
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { call, http, setCsrfToken } from "../api/client";
import { keys } from "../api/keys";
import type { Session, User } from "../api/types";

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }): Promise<Session> => {
    const session = await call(http.GET("/api/v1/session", { signal }));
    setCsrfToken(session.csrf_token);
    return session;
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** The session inside the shell, where the guard has already loaded it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** The person signed in. Only inside the shell: its guard lets nobody else in. */
export function useUser(): User {
  const { user } = useSession();
  if (!user) throw new Error("useUser outside the signed-in shell");
  return user;
}

/** Higher roles may do all that lower ones may. */
const RANK: Record<User["role"], number> = { viewer: 0, agent: 1, editor: 2, admin: 3, owner: 4 };

export function atLeast(user: Pick<User, "role">, role: User["role"]): boolean {
  return RANK[user.role] >= RANK[role];
}

export function useMay(role: User["role"]): boolean {
  return atLeast(useUser(), role);
}

/** Keeps a session that the server just answered, as after signing in. */
export function useAdoptSession(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    setCsrfToken(session.csrf_token);
    client.setQueryData(keys.session, session);
  };
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => call(http.DELETE("/api/v1/session")),
    // A full load: nothing of the person's data may stay in memory.
    onSuccess: () => window.location.assign("/sign-in"),
  });
}
