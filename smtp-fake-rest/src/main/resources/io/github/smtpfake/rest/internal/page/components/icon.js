import { html } from "../lib/preact.js";

/** Line icons on a grid of 20 units, drawn for this page. */
const PATHS = {
  messages: "M3 5h14v10H3z M3.5 5.5 10 10.5l6.5-5",
  sessions: "M3 7h11m-3-3 3 3-3 3 M17 13H6m3-3-3 3 3 3",
  rules: "M11 3 5 11h4.5L9 17l6-8h-4.5z",
  search: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4z M12.7 12.7 17 17",
  close: "M5 5l10 10 M15 5 5 15",
  help: "M7.5 7.5a2.5 2.5 0 1 1 3.8 2.1c-.9.5-1.3 1-1.3 1.9 M10 14.3v.2",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z M10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16 11.5A6.5 6.5 0 1 1 8.5 4a5.2 5.2 0 0 0 7.5 7.5z",
  auto: "M10 3.5a6.5 6.5 0 1 0 0 13z M10 3.5a6.5 6.5 0 0 1 0 13",
  bell: "M5 14c1-1.2 1.2-2.5 1.2-5a3.8 3.8 0 0 1 7.6 0c0 2.5.2 3.8 1.2 5z M8.5 16.5h3",
  bellOff: "M5 14c1-1.2 1.2-2.5 1.2-5a3.8 3.8 0 0 1 7.6 0c0 2.5.2 3.8 1.2 5z M8.5 16.5h3 M4 4l12 13",
  paperclip: "M14.5 9.5 9.8 14.2a3 3 0 0 1-4.3-4.3l5.6-5.6a2 2 0 0 1 2.9 2.9l-5.4 5.4a1 1 0 0 1-1.4-1.4l4.7-4.7",
  warning: "M10 3.5 17.5 16.5h-15z M10 8.5v3.5 M10 14v.2",
  trash: "M4 6h12 M8 6V4h4v2 M5.5 6l.8 10.5h7.4L14.5 6 M8.5 9v4.5 M11.5 9v4.5",
  read: "M3 8.5 10 4l7 4.5V16H3z M3.5 9 10 13l6.5-4",
  unread: "M3 5h14v10H3z M3.5 5.5 10 10.5l6.5-5",
  up: "M5 12.5l5-5 5 5",
  down: "M5 7.5l5 5 5-5",
  back: "M12.5 5l-5 5 5 5",
  download: "M10 3.5v9 M6.5 9.5 10 13l3.5-3.5 M4 16.5h12",
  copy: "M7 7h9v9H7z M4 13V4h9",
  check: "M4.5 10.5 8.5 14.5 15.5 6",
  more: "M4.5 10h.1 M10 10h.1 M15.5 10h.1",
  bolt: "M11 3 5 11h4.5L9 17l6-8h-4.5z",
  phone: "M6.5 3h7v14h-7z M9.5 14.5h1",
  tablet: "M4.5 3h11v14h-11z M9 14.5h2",
  desktop: "M3 4h14v9H3z M7 16.5h6 M10 13v3.5",
  shield: "M10 3 16 5.2v4.5c0 3.8-2.5 6-6 7.3-3.5-1.3-6-3.5-6-7.3V5.2z M7.5 10l2 2 3.2-3.8",
  plus: "M10 4v12 M4 10h12",
  lock: "M5 9h10v7.5H5z M7 9V6.5a3 3 0 0 1 6 0V9",
  people: "M7.5 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z M3 16c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4 M12.5 5a2.3 2.3 0 0 1 0 4.5 M14 12.2c1.8.4 3 1.8 3 3.8",
  file: "M5.5 3h6l3.5 3.5V17H5.5z M11.5 3v3.5H15",
};

/** An icon beside a text or in a labelled button; screen readers skip it. */
export function Icon({ name, class: extra = "" }) {
  return html`<svg class=${`icon icon-${name} ${extra}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
}
