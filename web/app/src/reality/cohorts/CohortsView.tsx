export function CohortsView() {
  return null;
}
