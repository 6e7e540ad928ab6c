/** What screen readers hear of things that happen without the focus moving. */
let region: HTMLElement | null = null;

export function announce(text: string): void {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "assertive");
    region.dataset.announcements = "";
    document.body.append(region);
  }
  region.textContent = text;
}
