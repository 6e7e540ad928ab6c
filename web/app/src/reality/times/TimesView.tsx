export function TimesView() {
  return null;
}
