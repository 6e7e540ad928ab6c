export const firstMap = {} as const;
