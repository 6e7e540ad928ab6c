/** What fields of a touchpoint or a journey are called, by the names the server gives them. */
import type { Key } from "../i18n";

export const fieldKeys: Record<string, Key | undefined> = {
  name: "touchpoint.name",
  needs: "lane.needs",
  key_moment: "field.key_moment",
  pictures: "lane.key_moments",
  does: "lane.does",
  thinks: "lane.thinks",
  feels: "lane.feels",
  stands_in_the_way: "lane.stands_in_the_way",
  channels: "lane.channels",
  actions: "lane.actions",
  frictions: "lane.frictions",
  strengths: "lane.strengths",
  owning_team: "lane.owning_team",
  behind_the_scenes: "lane.behind_the_scenes",
  next_action: "lane.next_action",
  felt: "lane.emotion",
  wished: "lane.emotion",
};
