import { unread } from "./messages.js";
import { server } from "./server.js";

const MAX_SHOWN = 99;

/** Shows the number of unread messages in the title and the icon of the page. */
export function startTitle() {
  const icon = document.querySelector("link[rel=icon]");
  const plain = icon.getAttribute("href");
  let shown = 0;
  unread.observe(({ count }) => {
    if (count !== shown) {
      shown = count;
      document.title = count > 0 ? `(${count.toLocaleString("en")}) ${server.value.name}` : server.value.name;
      icon.setAttribute("href", count > 0 ? iconWith(count) : plain);
    }
  });
}

/** Returns the icon with a number, as a data URL. The number is the only value in it. */
function iconWith(count) {
  const text = count > MAX_SHOWN ? "99" : String(count);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#2f5fd0"/>
    <text x="16" y="23" font-family="sans-serif" font-weight="700" font-size="${text.length > 1 ? 18 : 21}" text-anchor="middle" fill="#fff">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
