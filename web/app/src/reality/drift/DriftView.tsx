export function DriftView() {
  return null;
}
