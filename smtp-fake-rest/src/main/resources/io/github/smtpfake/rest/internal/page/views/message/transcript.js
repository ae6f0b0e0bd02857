import { api } from "../../api/client.js";
import { html } from "../../lib/preact.js";
import { href } from "../../state/route.js";
import { texts } from "../../texts.js";
import { clockTime, duration } from "../../util/format.js";
import { useLoaded } from "../../util/load.js";

/** The session that delivered the message. */
export function TranscriptTab({ message }) {
  const { value: session, error, status } = useLoaded((signal) => api.session(message.session.id, signal), [message.session.id]);
  if (error) {
    return html`<p class="muted">${status === 404 ? texts.transcript.gone : error}</p>`;
  }
  return (
    session &&
    html`<div class="tab-bar"><a href=${href({ view: "sessions", id: session.id })}>${texts.transcript.open}</a></div><${Transcript} lines=${session.transcript} />`
  );
}

const PAUSE_MILLIS = 200;

/** The lines in both directions, with the time since the line before where it is long. */
export function Transcript({ lines }) {
  return html`<ol class="transcript">${lines.map(({ at, speaker, line }, index) => {
    const pause = index === 0 ? 0 : Date.parse(at) - Date.parse(lines[index - 1].at);
    return html`<li key=${index} class=${`${speaker} ${kindOf(speaker, line)}`}>
      <time datetime=${at} title=${at}>${clockTime(at)}</time><span class="speaker"><span aria-hidden="true">${speaker === "client" ? "C" : "S"}</span><span class="hidden">${texts.transcript[speaker]}</span></span>
      <code>${line}</code>${pause >= PAUSE_MILLIS && html`<span class="pause">+${duration(pause)}</span>`}</li>`;
  })}</ol>`;
}

function kindOf(speaker, line) {
  return speaker === "server" && /^[45]\d\d/.test(line) ? "rejection" : "";
}
