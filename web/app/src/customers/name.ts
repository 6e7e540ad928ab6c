/** What to call a customer on screen. */
import type { Customer } from "../api/types";
import type { I18n } from "../i18n";

export function customerName(customer: Customer, t: I18n["t"]): string {
  if (customer.name) return customer.name;
  const email = customer.identities.find((identity) => identity.kind === "email");
  if (email) return email.value;
  if (customer.known && customer.identities[0]) return customer.identities[0].value;
  return t("customers.anonymous", { id: customer.id.slice(-6) });
}
