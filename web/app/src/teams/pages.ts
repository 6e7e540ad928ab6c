/** A team's page, and the page by which one comes into a team. */
export { InvitationPage } from "./InvitationPage";
export { TeamPage } from "./TeamPage";
