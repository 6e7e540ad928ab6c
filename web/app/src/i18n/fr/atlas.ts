export const atlas = {};
