/** Which roles a person may give: only owners make owners. */
import type { Role, User } from "../api/types";

const all: Role[] = ["owner", "admin", "editor", "agent", "viewer"];

export function rolesFor(user: Pick<User, "role">): Role[] {
  return user.role === "owner" ? all : all.filter((role) => role !== "owner");
}
