/** The settings come together: whoever opens one page opens the next, and each alone costs every screen an address. */
export { TeamsPage } from "../teams/TeamsPage";
export { AuditPage } from "./AuditPage";
export { LogPage } from "./log/LogPage";
export { ProfilePage } from "./ProfilePage";
export { SettingsPage } from "./SettingsPage";
export { SourcePage } from "./SourcePage";
export { SourcesPage } from "./SourcesPage";
export { SystemPage } from "./SystemPage";
export { TokensPage } from "./TokensPage";
export { UsersPage } from "./UsersPage";
