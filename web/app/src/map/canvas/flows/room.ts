/** Room for flows above and below the cards, in px. Apart: whoever sees none loads nothing else of them. */
export const ABOVE = 132;
export const BELOW = 96;
/** Above each side, where two are drawn: which one it is. */
export const NAMED = 24;
