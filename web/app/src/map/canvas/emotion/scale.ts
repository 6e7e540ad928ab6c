/** Where the values lie in the row, in px. */
import { yOf } from "./curve";

export const HEIGHT = 200;
export const MARGIN = 20;

export const y = (value: number): number => yOf(value, HEIGHT, MARGIN);
