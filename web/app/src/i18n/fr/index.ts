/** The French words. Typography is checked in dictionaries.test.ts. */
import { atlas } from "./atlas";
import { canvas } from "./canvas";
import { common } from "./common";
import { hand } from "./hand";
import { customers, journeys } from "./journeys";
import { map } from "./map";
import { personas } from "./personas";
import { proposals } from "./proposals";
import { session } from "./session";
import { settings } from "./settings";
import { shell } from "./shell";
import { signals } from "./signals";
import { words } from "./words";

export const fr = {
  ...common,
  ...session,
  ...shell,
  ...journeys,
  ...personas,
  ...atlas,
  ...proposals,
  ...customers,
  ...map,
  ...hand,
  ...canvas,
  ...signals,
  ...settings,
  ...words,
};
