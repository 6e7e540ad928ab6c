/** Words of screens that nobody sees first. */
import { drift } from "./drift";
import { exchange } from "./exchange";
import { firstMap } from "./firstMap";
import { known } from "./known";
import { log } from "./log";
import { reality } from "./reality";
import { realityCredit } from "./realityCredit";
import { realityViews } from "./realityViews";
import { standing } from "./standing";
import { versions } from "./versions";
import { versus } from "./versus";

export const later = {
  ...drift,
  ...exchange,
  ...firstMap,
  ...known,
  ...log,
  ...reality,
  ...realityCredit,
  ...realityViews,
  ...versions,
  ...versus,
  ...standing,
};
