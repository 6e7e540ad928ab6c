export function FirstMapPage() { return null; }
