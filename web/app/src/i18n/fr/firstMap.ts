export const firstMap = {};
