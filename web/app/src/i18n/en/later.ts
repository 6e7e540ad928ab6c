/** Words of screens that nobody sees first: loaded with them, see loadLater. */
import { drift } from "./drift";
import { firstMap } from "./firstMap";
import { known } from "./known";
import { log } from "./log";
import { reality } from "./reality";
import { realityCredit } from "./realityCredit";
import { realityViews } from "./realityViews";
import { standing } from "./standing";
import { teams } from "./teams";
import { versions } from "./versions";
import { versus } from "./versus";

export const later = {
  ...drift,
  ...firstMap,
  ...known,
  ...log,
  ...reality,
  ...realityCredit,
  ...realityViews,
  ...teams,
  ...versions,
  ...versus,
  ...standing,
} as const;
