import { Chip } from "../../components/basics.js";
import { html } from "../../lib/preact.js";
import { texts } from "../../texts.js";
import { addressText, safeText } from "../../util/format.js";

const DAY_MILLIS = 86_400_000;

/** The events of the calendars in the message, with the times as they were sent. */
export function CalendarTab({ message }) {
  return message.calendarEvents.map((event, index) => html`<${Event} event=${event} number=${index} key=${index} />`);
}

function Event({ event, number }) {
  const { method, status, organizer, attendees } = event;
  const facts = [
    [texts.calendar.when, period(event)],
    [texts.calendar.recurrence, event.recurrence],
    [texts.calendar.location, event.location && safeText(event.location)],
    [texts.calendar.organizer, organizer && addressText(organizer)],
    [texts.calendar.uid, event.uid],
    [texts.calendar.sequence, String(event.sequence)],
  ].filter(([, value]) => value);
  return html`<section class="calendar" aria-labelledby=${`event-${number}`}>
    <h3 id=${`event-${number}`}>${safeText(event.summary || texts.calendar.noSummary)}</h3>
    <p class="chips">${[method, status].filter(Boolean).map((text) => html`<${Chip} kind=${/^CANCEL/.test(text) ? "warn" : "neutral"} key=${text}>${text}</${Chip}>`)}</p>
    <dl class="facts">${facts.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
      ${attendees.length > 0 && html`<div><dt>${texts.calendar.attendees}</dt><dd>${attendees.map((user, index) => html`<div key=${index}>${addressText(user)}${user.status && html` <${Chip}>${user.status}</${Chip}>`}</div>`)}</dd></div>`}</dl>
    ${event.description && html`<pre class="plain-text">${event.description}</pre>`}
  </section>`;
}

/** The end of whole days is the day after the last one. */
function period({ start, end }) {
  if (!start) {
    return texts.calendar.noStart;
  }
  if (!end) {
    return point(start);
  }
  const last = end.date ? { date: new Date(Date.parse(end.date) - DAY_MILLIS).toISOString().slice(0, 10) } : end;
  return point(last) === point(start) ? point(start) : texts.calendar.period(point(start), point(last));
}

function point({ date, dateTime, timeZone }) {
  return date ?? `${dateTime.replace("T", " ").replace(/(:\d\d):00$/, "$1")}${timeZone ? ` ${timeZone}` : ""}`;
}
