/** Room for flows above and below the cards, in px. Apart: whoever sees none loads nothing else of them. */
export const ABOVE = 132;
export const BELOW = 96;
