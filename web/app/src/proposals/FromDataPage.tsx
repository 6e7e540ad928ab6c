export function FromDataPage() {
  return null;
}
