export function CreditView() {
  return null;
}
